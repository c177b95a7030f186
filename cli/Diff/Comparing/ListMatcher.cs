using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Comparing;

/// <summary>Finds which item of an old list became which of the new one.</summary>
static class ListMatcher
{
    // Beyond this, looking for the most similar item costs more than it tells.
    const int MaximumComparisons = 4096;

    /// <summary>Pairs by what identifies the items, else equal ones, else the most similar. Index -1 stands for none.</summary>
    public static IReadOnlyList<(int Before, int After, string Name)> Match(string list, ImmutableArray<object> before, ImmutableArray<object> after)
    {
        if (ListKeys.For(list, before, after) is { } names)
            return ByName(names.Before, names.After);
        var pairs = Equal(before, after);
        PairSimilar(before, after, pairs);
        var origins = pairs.ToDictionary(pair => pair.Value, pair => pair.Key);
        return
        [
            .. Enumerable.Range(0, before.Length).Where(old => !pairs.ContainsKey(old)).Select(old => (old, -1, Index(old))),
            .. Enumerable.Range(0, after.Length).Select(current =>
                (origins.GetValueOrDefault(current, -1), current, Index(current))),
        ];
    }

    static List<(int, int, string)> ByName(string[] before, string[] after)
    {
        var positions = after.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var known = before.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. before.Select((name, index) => (index, positions.GetValueOrDefault(name, -1), name)),
            .. after.Index().Where(item => !known.Contains(item.Item)).Select(item => (-1, item.Index, item.Item)),
        ];
    }

    // Greedy and in order, which is the longest common run in all lists that people write.
    static Dictionary<int, int> Equal(ImmutableArray<object> before, ImmutableArray<object> after)
    {
        var pairs = new Dictionary<int, int>();
        var (low, oldHigh, newHigh) = (0, before.Length, after.Length);
        while (low < oldHigh && low < newHigh && Values.AreEqual(before[low], after[low]))
            pairs[low] = low++;
        while (oldHigh > low && newHigh > low && Values.AreEqual(before[oldHigh - 1], after[newHigh - 1]))
            pairs[--oldHigh] = --newHigh;
        if ((long)(oldHigh - low) * (newHigh - low) > MaximumComparisons)
            return pairs;
        var taken = new HashSet<int>();
        for (var old = low; old < oldHigh; old++)
        {
            for (var current = low; current < newHigh; current++)
            {
                if (!taken.Contains(current) && Values.AreEqual(before[old], after[current]))
                {
                    taken.Add(current);
                    pairs[old] = current;
                    break;
                }
            }
        }
        return pairs;
    }

    static void PairSimilar(ImmutableArray<object> before, ImmutableArray<object> after, Dictionary<int, int> pairs)
    {
        var taken = pairs.Values.ToHashSet();
        var oldOnes = Enumerable.Range(0, before.Length).Where(index => !pairs.ContainsKey(index)).ToList();
        var newOnes = Enumerable.Range(0, after.Length).Where(index => !taken.Contains(index)).ToList();
        if ((long)oldOnes.Count * newOnes.Count > MaximumComparisons)
        {
            foreach (var (old, current) in oldOnes.Zip(newOnes))
                pairs[old] = current;
            return;
        }
        var candidates =
            from old in oldOnes
            from current in newOnes
            let likeness = Likeness(before[old], after[current])
            where likeness > 0
            orderby likeness descending, Math.Abs(old - current), old
            select (old, current);
        foreach (var (old, current) in candidates)
        {
            if (!pairs.ContainsKey(old) && taken.Add(current))
                pairs[old] = current;
        }
    }

    // How much two items have in common: members that are equal count fully, members that only are there a little.
    static double Likeness(object before, object after)
    {
        if (before is ImmutableDictionary<string, object> old && after is ImmutableDictionary<string, object> current)
        {
            var common = old.Count(entry => current.TryGetValue(entry.Key, out var value) && Values.AreEqual(entry.Value, value));
            var shared = old.Keys.Count(current.ContainsKey);
            return (common + (0.1 * shared)) / Math.Max(1, Math.Max(old.Count, current.Count));
        }
        return before?.GetType() == after?.GetType() ? 0.05 : 0;
    }

    static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);
}
