namespace Basecamp.Cli.Diff.Network;

/// <summary>Says many paths in few lines: <c>every pod</c>, <c>shop/*</c>, ports together.</summary>
sealed class ReachSummary(ILookup<string, string> pods)
{
    readonly int total = pods.Sum(ns => ns.Count());

    /// <summary>A line for each group of paths, e.g. <c>shop/* → postgres-core/postgres: 5432/TCP</c>.</summary>
    public IReadOnlyList<string> Lines(IEnumerable<ReachPath> paths)
    {
        var pairs = paths.GroupBy(path => (path.From, path.To))
            .Select(pair => (pair.Key.From, pair.Key.To, Ports: Ports(pair), Rule: pair.Select(path => path.Rule).FirstOrDefault(rule => rule.Length > 0) ?? ""));
        var bySource = pairs.GroupBy(pair => (pair.To, pair.Ports))
            .Select(same => (Sources: Together([.. same.Select(pair => pair.From)]), same.Key.To, same.Key.Ports, Rule: OneRule(same.Select(pair => pair.Rule))));
        return [.. bySource.GroupBy(line => (line.Sources, line.Ports, line.Rule))
            .Select(same => $"{same.Key.Sources} → {Together([.. same.Select(line => line.To)])}: {same.Key.Ports}{(same.Key.Rule.Length > 0 ? $" ({same.Key.Rule})" : "")}")
            .Order(StringComparer.Ordinal)];
    }

    static string Ports(IEnumerable<ReachPath> paths)
    {
        var ports = paths.Select(path => path.Port).Distinct().Order(StringComparer.Ordinal).ToList();
        // Every other port, and so the named ones too.
        var every = ports.FirstOrDefault(port => port.StartsWith("every port", StringComparison.Ordinal));
        return every ?? string.Join(", ", ports);
    }

    static string OneRule(IEnumerable<string> rules) => rules.Distinct().Take(2).ToList() is [var only] ? only : "";

    string Together(IReadOnlyList<ReachParty> parties)
    {
        var others = parties.Where(party => party.Namespace is null).Select(party => party.Id).ToList();
        var inside = parties.Where(party => party.Namespace is not null).ToList();
        // All but itself is all that there can be.
        if (inside.Count >= total - 1 && total > 2)
            return string.Join(", ", others.Prepend("every pod"));
        var shown = inside.GroupBy(party => party.Namespace!, StringComparer.Ordinal).SelectMany(ns =>
            ns.Count() > 1 && ns.Count() >= pods[ns.Key].Count() ? [$"{ns.Key}/*"] : ns.Select(party => party.Id));
        var all = others.Concat(shown.Order(StringComparer.Ordinal)).ToList();
        return all.Count > 6 ? $"{string.Join(", ", all.Take(5))} and {all.Count - 5} more" : string.Join(", ", all);
    }
}
