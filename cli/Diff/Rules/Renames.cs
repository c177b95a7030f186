using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>Pairs removed objects with added ones that are equal but for name and namespace.</summary>
static class Renames
{
    /// <summary>Additions by the removal that they belong to.</summary>
    public static IReadOnlyDictionary<ObjectChange, ObjectChange> Find(IReadOnlyList<ObjectChange> changes)
    {
        var pairs = new Dictionary<ObjectChange, ObjectChange>(ReferenceEqualityComparer.Instance);
        var added = changes.Where(change => change.Kind == ChangeKind.Added).ToLookup(Key);
        var taken = new HashSet<ObjectChange>(ReferenceEqualityComparer.Instance);
        foreach (var removed in changes.Where(change => change.Kind == ChangeKind.Removed))
        {
            var twin = added[Key(removed)].FirstOrDefault(candidate => !taken.Contains(candidate) && AreTwins(removed.Object, candidate.Object));
            if (twin is null)
                continue;
            taken.Add(twin);
            pairs.Add(removed, twin);
        }
        return pairs;
    }

    // Equal but for names: the size of the body tells most others apart at once.
    static (string, string, int, int) Key(ObjectChange change) =>
        (change.Id.Group, change.Id.Kind, change.Object.Body.Count, change.Object.Map("spec").Count);

    static bool AreTwins(DiffObject removed, DiffObject added) => Values.AreEqual(Nameless(removed), Nameless(added));

    static object Nameless(DiffObject each) => each.Id.Kind is ObjectId.Chart
        ? each.Body.Remove("name").Remove("namespace")
        : each.Body.SetItem("metadata", each.Map("metadata").Remove("name").Remove("namespace"));
}
