using System.Collections.Immutable;
using Basecamp.Components.Workloads;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Facts;

/// <summary>The pods a published chart starts, from tests/contracts/workloads.</summary>
sealed record WorkloadFacts(
    WorkloadKind Kind,
    string Name,
    bool IsHook,
    bool HostNetwork,
    ImmutableDictionary<string, string> Labels,
    ImmutableHashSet<WorkloadPort> Ports)
{
    /// <summary>Reads a chart's, as a release named <paramref name="release"/> has them.</summary>
    public static IReadOnlyList<WorkloadFacts> Of(string chart, string release)
    {
        var lines = File.ReadAllLines(RepositoryFiles.PathOf($"tests/contracts/workloads/{chart}.txt"));
        var original = lines[0].Split(", release ")[1].Split(' ')[0];
        var found = new List<WorkloadFacts>();
        WorkloadFacts? current = null;
        foreach (var words in lines.Where(line => !line.StartsWith('#')).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (words is [var kind, var name, ..] && Enum.TryParse<WorkloadKind>(kind, out var workload))
                current = new(workload, Renamed(name), words.Any(word => word.StartsWith("hook=", StringComparison.Ordinal)), false, Empty, []);
            else if (current is null)
                continue;
            else if (words is [])
            {
                found.Add(current);
                current = null;
            }
            else if (words is ["labels", .. var labels])
                current = current with { Labels = labels.Select(label => label.Split('=', 2)).ToImmutableDictionary(pair => pair[0], pair => Renamed(pair[1])) };
            else if (words is ["pod", .. var marks])
                current = current with { HostNetwork = marks.Contains("host-network") };
            else if (words is ["port", var port, var number, ..])
                current = current with { Ports = current.Ports.Add(PortOf(port, number)) };
        }
        return current is null ? found : [.. found, current];

        string Renamed(string text) =>
            text == original ? release
            : text.StartsWith($"{original}-", StringComparison.Ordinal) ? release + text[original.Length..]
            : text;
    }

    static ImmutableDictionary<string, string> Empty => ImmutableDictionary<string, string>.Empty;

    static WorkloadPort PortOf(string name, string text)
    {
        var parts = text.Split('/');
        return new(name, int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), Enum.Parse<PortProtocol>(parts[1], ignoreCase: true));
    }
}
