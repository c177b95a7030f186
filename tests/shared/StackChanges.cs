using System.Collections.Immutable;
using Basecamp.Testing;

namespace Basecamp.Tests;

/// <summary>What Pulumi would do to go from one recorded program to another, as far as inputs decide it.</summary>
sealed record StackChanges(IReadOnlyList<string> Created, IReadOnlyList<string> Updated, IReadOnlyList<string> Replaced, IReadOnlyList<string> Deleted)
{
    public bool IsEmpty => Created.Count + Updated.Count + Replaced.Count + Deleted.Count == 0;

    public static StackChanges Between(RecordedStack before, RecordedStack after)
    {
        var old = Custom(before);
        var now = Custom(after);
        var common = now.Keys.Where(old.ContainsKey).ToList();
        var replaced = common.Where(name => Differ(old[name], now[name], input => input == "triggers")).ToList();
        var updated = common.Except(replaced).Where(name => Differ(old[name], now[name], _ => true));
        return new(Sorted(now.Keys.Except(old.Keys)), Sorted(updated), Sorted(replaced), Sorted(old.Keys.Except(now.Keys)));
    }

    static Dictionary<string, RecordedResource> Custom(RecordedStack stack) =>
        stack.Resources.Where(resource => !resource.IsComponent).ToDictionary(resource => resource.Name);

    // An id is made of the resource's name here, so a replaced predecessor does not change its followers' triggers as it would in real life.
    static bool Differ(RecordedResource before, RecordedResource after, Func<string, bool> relevant) =>
        before.Inputs.Keys.Union(after.Inputs.Keys)
            .Where(relevant)
            .Except(after.Options.IgnoreChanges)
            .Any(input => !Same(before.Inputs.GetValueOrDefault(input), after.Inputs.GetValueOrDefault(input)));

    static bool Same(object? one, object? other) => (one, other) switch
    {
        (ImmutableArray<object> a, ImmutableArray<object> b) => a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second)),
        (ImmutableDictionary<string, object> a, ImmutableDictionary<string, object> b) =>
            a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var value) && Same(entry.Value, value)),
        _ => Equals(one, other),
    };

    static IReadOnlyList<string> Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
