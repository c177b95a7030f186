using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>A workload as the published chart renders it; see tests/contracts/workloads/README.md.</summary>
/// <param name="Kind">Deployment, StatefulSet or DaemonSet.</param>
/// <param name="Name">Name.</param>
/// <param name="Labels">Labels of its pods, <c>key=value</c>.</param>
/// <param name="Ports">Container ports, <c>8080/TCP</c>.</param>
/// <param name="HostNetwork">Whether its pods use the node's network.</param>
sealed record WorkloadFacts(string Kind, string Name, IReadOnlySet<string> Labels, IReadOnlySet<string> Ports, bool HostNetwork)
{
    static readonly string[] Kinds = ["Deployment", "StatefulSet", "DaemonSet", "CronJob"];

    /// <summary>Whether anything is known about a chart.</summary>
    public static bool Exist(string chart) => File.Exists(PathOf(chart));

    /// <summary>Workloads of a chart; pods of Helm hooks left out.</summary>
    public static IReadOnlyList<WorkloadFacts> Of(string chart) =>
        [.. Blocks(File.ReadAllLines(PathOf(chart))).Where(block => Kinds.Contains(block[0].Split(' ')[0]) && !block[0].Contains("hook=", StringComparison.Ordinal)).Select(Read)];

    static string PathOf(string chart) => RepositoryFiles.PathOf($"tests/contracts/workloads/{chart}.txt");

    static WorkloadFacts Read(List<string> block)
    {
        var head = block[0].Split(' ');
        var lines = block.Skip(1).Select(line => line.Trim()).ToList();
        return new(
            head[0],
            head[1],
            lines.Where(line => line.StartsWith("labels ", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..]).ToHashSet(StringComparer.Ordinal),
            lines.Where(line => line.StartsWith("port ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToHashSet(StringComparer.Ordinal),
            lines.Any(line => line.StartsWith("pod ", StringComparison.Ordinal) && line.Contains("host-network", StringComparison.Ordinal)));
    }

    static IEnumerable<List<string>> Blocks(IEnumerable<string> lines)
    {
        var block = new List<string>();
        foreach (var line in lines.Where(line => !line.StartsWith('#')).Append(""))
        {
            if (line.Length > 0)
                block.Add(line);
            else if (block.Count > 0)
            {
                yield return block;
                block = [];
            }
        }
    }
}
