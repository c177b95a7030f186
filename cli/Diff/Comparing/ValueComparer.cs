using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Comparing;

/// <summary>Compares two values field by field.</summary>
static class ValueComparer
{
    /// <summary>What differs, in the order of the paths.</summary>
    public static IReadOnlyList<FieldChange> Compare(ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after)
    {
        var changes = new List<FieldChange>();
        Compare(FieldPath.Root, before, after, changes);
        return changes;
    }

    static void Compare(FieldPath path, object? before, object? after, List<FieldChange> changes)
    {
        if (Values.AreEqual(before, after))
            return;
        switch (before, after)
        {
            case (ImmutableDictionary<string, object> map, ImmutableDictionary<string, object> other):
                CompareMaps(path, map, other, changes);
                break;
            case (ImmutableArray<object> list, ImmutableArray<object> other):
                CompareLists(path, list, other, changes);
                break;
            // Not comparable: one state knows the value, the other only that there is a secret; or one knows the keys.
            case (SecretValue, ImmutableDictionary<string, object>) or (ImmutableDictionary<string, object>, SecretValue)
                when OnlySecrets(before) && OnlySecrets(after):
                break;
            default:
                // What one side hides may be the other's plain text.
                changes.Add(new(path, ChangeKind.Changed, before is null ? null : Hidden(before, after), after is null ? null : Hidden(after, before)));
                break;
        }
    }

    static void CompareMaps(
        FieldPath path, ImmutableDictionary<string, object> before, ImmutableDictionary<string, object> after, List<FieldChange> changes)
    {
        foreach (var key in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (isOld, isNew) = (before.TryGetValue(key, out var old), after.TryGetValue(key, out var current));
            if (isOld && isNew)
                Compare(path.Key(key), old, current, changes);
            else
                changes.Add(new(path.Key(key), isOld ? ChangeKind.Removed : ChangeKind.Added, old, current));
        }
    }

    static void CompareLists(FieldPath path, ImmutableArray<object> before, ImmutableArray<object> after, List<FieldChange> changes)
    {
        var count = changes.Count;
        foreach (var (old, current, name) in ListMatcher.Match(path.Last, before, after))
        {
            if (old < 0)
                changes.Add(new(path.Item(name), ChangeKind.Added, null, after[current]));
            else if (current < 0)
                changes.Add(new(path.Item(name), ChangeKind.Removed, before[old], null));
            else
                Compare(path.Item(name), before[old], after[current], changes);
        }
        // The same items in another order: that they differ at all means that the order does.
        if (changes.Count == count && !Same(before, after))
            changes.Add(new(path, ChangeKind.Changed, before, after));
    }

    // Equal up to order is a change; equal up to what cannot be compared is none.
    static bool Same(ImmutableArray<object> before, ImmutableArray<object> after) =>
        before.Length == after.Length && before.Zip(after).All(pair => Values.AreEqual(pair.First, pair.Second));

    static bool OnlySecrets(object? value) => value switch
    {
        SecretValue => true,
        ImmutableDictionary<string, object> map => map.Values.All(OnlySecrets),
        _ => false,
    };

    static object Hidden(object value, object? other) => other is SecretValue ? SecretValue.Unknown : value;
}
