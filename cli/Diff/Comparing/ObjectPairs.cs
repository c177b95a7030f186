using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Comparing;

/// <summary>Finds what is the same object in both states, and compares it.</summary>
static class ObjectPairs
{
    /// <summary>Everything that is not the same in both states.</summary>
    /// <param name="before">The old objects.</param>
    /// <param name="after">The new objects.</param>
    /// <param name="isDeployed">Whether one of the states is what a provider made of its inputs, which leaves out what says nothing. Default false.</param>
    public static IReadOnlyList<ObjectChange> Compare(IReadOnlyList<DiffObject> before, IReadOnlyList<DiffObject> after, bool isDeployed = false)
    {
        var changes = new List<ObjectChange>();
        var olds = before.ToLookup(each => each.Id);
        var news = after.ToLookup(each => each.Id);
        foreach (var id in before.Concat(after).Select(each => each.Id).Distinct())
        {
            foreach (var (old, current) in Pair([.. olds[id]], [.. news[id]]))
            {
                if (Compare(old, current, isDeployed) is { } change)
                    changes.Add(change);
            }
        }
        return changes;
    }

    // A checkout may describe several clusters, each with the same object: then the path tells them apart.
    static IEnumerable<(DiffObject? Before, DiffObject? After)> Pair(List<DiffObject> before, List<DiffObject> after)
    {
        if (before.Count > 1 || after.Count > 1)
        {
            foreach (var old in before.ToList())
            {
                if (after.Find(each => each.Place == old.Place) is not { } current)
                    continue;
                before.Remove(old);
                after.Remove(current);
                yield return (old, current);
            }
        }
        for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
            yield return (before.ElementAtOrDefault(i), after.ElementAtOrDefault(i));
    }

    static ObjectChange? Compare(DiffObject? before, DiffObject? after, bool isDeployed)
    {
        if (before is null || after is null)
            return new(before, after, []);
        var ignored = before.Ignored.Concat(after.Ignored).ToList();
        var fields = ValueComparer.Compare(Without(before.Body, ignored), Without(after.Body, ignored));
        if (isDeployed)
            fields = [.. fields.Where(field => !SaysNothing(field, before.Id))];
        return fields.Count > 0 ? new(before, after, fields) : null;
    }

    // The provider converts objects of Kubernetes' own kinds to Kubernetes' types, which drop empty lists and most fields that are false.
    static bool SaysNothing(FieldChange field, ObjectId id) => field is { Before: null } or { After: null }
        && IsBuiltIn(id)
        && ((field.Before ?? field.After) is ImmutableArray<object> { IsEmpty: true }
            || ((field.Before ?? field.After) is false && !DiffersFromAbsent.Contains(field.Path.Last)));

    static bool IsBuiltIn(ObjectId id) =>
        !id.Group.Contains('.', StringComparison.Ordinal) || id.Group.EndsWith(".k8s.io", StringComparison.Ordinal);

    // Fields that are true when absent, or inherited from the pod.
    static readonly string[] DiffersFromAbsent =
    [
        "allocateLoadBalancerNodePorts", "allowPrivilegeEscalation", "attachRequired", "automountServiceAccountToken", "enableServiceLinks", "hostUsers",
        "runAsNonRoot",
    ];

    static ImmutableDictionary<string, object> Without(ImmutableDictionary<string, object> body, IEnumerable<string> members) => body.RemoveRange(members);
}
