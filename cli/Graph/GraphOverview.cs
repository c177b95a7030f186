namespace Basecamp.Cli.Graph;

/// <summary>The lines between namespaces that are drawn while nothing is selected.</summary>
/// <param name="Lines">Ids of namespaces, or of places outside, that are connected.</param>
/// <param name="Hubs">Namespaces with so many partners that lines would hide everything else: their words instead.</param>
sealed record GraphOverview(IReadOnlyList<(string From, string To)> Lines, IReadOnlyDictionary<string, string> Hubs)
{
    // Fewer than this many lines never hide anything.
    const int AlwaysDrawn = 4;

    /// <summary>Sums the paths of <paramref name="model"/> up.</summary>
    public static GraphOverview Of(GraphModel model)
    {
        var home = model.Namespaces
            .SelectMany(ns => ns.Workloads.Select(workload => (workload.Id, ns.Name)))
            .ToDictionary(pair => pair.Id, pair => pair.Name, StringComparer.Ordinal);
        var outside = model.Places.Where(place => place.Kind == GraphPlaceKind.Outside).Select(place => place.Id).ToHashSet();
        // What leaves the cluster, and the API, is shown by a badge; who comes in from outside is worth a line.
        var pairs = model.Paths
            .Where(path => home.ContainsKey(path.To) && (home.ContainsKey(path.From) || outside.Contains(path.From)))
            .Select(path => (From: home.GetValueOrDefault(path.From, path.From), To: home[path.To]))
            .Where(pair => pair.From != pair.To)
            .Distinct()
            .ToList();
        var limit = Math.Max(AlwaysDrawn, model.Namespaces.Count(ns => ns.Workloads.Count > 0) / 3);
        var sources = Crowded(pairs.Select(pair => (pair.From, pair.To)), limit);
        var targets = Crowded(pairs.Select(pair => (pair.To, pair.From)), limit);
        var hubs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, count) in sources)
            hubs[name] = $"reaches {count} namespaces";
        foreach (var (name, count) in targets)
            hubs[name] = hubs.TryGetValue(name, out var text) ? $"{text}, reached from {count}" : $"reached from {count} namespaces";
        return new(
            [.. pairs.Where(pair => !sources.ContainsKey(pair.From) && !targets.ContainsKey(pair.To))
                .OrderBy(pair => pair.From, StringComparer.Ordinal).ThenBy(pair => pair.To, StringComparer.Ordinal)],
            hubs);
    }

    static Dictionary<string, int> Crowded(IEnumerable<(string Name, string Other)> pairs, int limit) => pairs
        .GroupBy(pair => pair.Name, StringComparer.Ordinal)
        .Where(group => group.Count() > limit)
        .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
}
