using System.Text;

namespace Basecamp.Manifests.Reachability;

/// <summary>All traffic that gets through between endpoints of a model.</summary>
public sealed class ReachabilityMatrix
{
    readonly IReadOnlyList<Endpoint> endpoints;

    internal ReachabilityMatrix(IReadOnlyList<ReachabilityEntry> entries, IReadOnlyList<Endpoint> endpoints)
    {
        Entries = entries;
        this.endpoints = endpoints;
    }

    /// <summary>Every pair and port, by destination. Denied pairs are absent, and so is traffic between a pod and its own node.</summary>
    public IReadOnlyList<ReachabilityEntry> Entries { get; }

    /// <summary>A line for each pair, sorted, e.g. <c>shop/web -> shop/postgres: 5432/TCP, 9187/TCP</c>.</summary>
    public override string ToString() => Text(Entries
        .GroupBy(entry => (From: entry.From.Id, To: entry.To.Id))
        .Select(pair => (pair.Key.From, pair.Key.To, string.Join(", ", pair.OrderBy(PortOrder).Select(entry => entry.PortText())))));

    /// <summary>Like <see cref="ToString"/>, with <c>shop/*</c> for all pods of a namespace with at least two, and <c>*/*</c> for all pods,
    /// <c>hostNetwork</c> included.</summary>
    public string Compact()
    {
        var groups = endpoints.OfType<PodGroup>().GroupBy(pods => pods.Namespace, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var total = groups.Values.Sum();
        var lines = Entries
            .GroupBy(entry => (entry.To.Id, entry.PortText()))
            .SelectMany(target => Sources(target, groups, total).Select(source => (From: source, To: target.Key.Id, Entry: target.First())))
            .GroupBy(line => (line.From, line.To))
            .Select(pair => (pair.Key.From, pair.Key.To,
                string.Join(", ", pair.Select(line => line.Entry).OrderBy(PortOrder).Select(entry => entry.PortText()))));
        return Text(lines);
    }

    static IEnumerable<string> Sources(IEnumerable<ReachabilityEntry> target, Dictionary<string, int> groups, int total)
    {
        var sources = target.Select(entry => entry.From).ToList();
        var pods = sources.OfType<PodGroup>().ToList();
        var others = sources.Where(source => source is not PodGroup).Select(source => source.Id);
        if (pods.Count == total && groups.Count > 1)
            return others.Append("*/*");
        return others.Concat(pods.GroupBy(pod => pod.Namespace, StringComparer.Ordinal).SelectMany(group =>
            group.Count() > 1 && group.Count() == groups[group.Key] ? [$"{group.Key}/*"] : group.Select(pod => pod.Id)));
    }

    static string Text(IEnumerable<(string From, string To, string Ports)> lines)
    {
        var text = new StringBuilder();
        var sorted = lines.OrderBy(line => line.From, StringComparer.Ordinal).ThenBy(line => line.To, StringComparer.Ordinal);
        foreach (var (from, to, ports) in sorted)
            text.Append(from).Append(" -> ").Append(to).Append(": ").Append(ports).Append('\n');
        return text.ToString();
    }

    static (int, NetworkProtocol) PortOrder(ReachabilityEntry entry) => (entry.Port.Number, entry.Port.Protocol);
}
