using System.Collections.Immutable;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.HelmApps;

/// <summary>Pods that a chart starts. It says how they are, and changes nothing: replicas and resources are in the values.</summary>
public sealed record HelmAppWorkloadSpec
{
    /// <summary>What keeps them running. Default <c>deployment</c>.</summary>
    public WorkloadKind Kind { get; init; } = WorkloadKind.Deployment;

    /// <summary>Pods; of a DaemonSet, pods per node. Default 1.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Labels that select its pods. Default: <c>app.kubernetes.io/name</c> with the chart's name.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>TCP ports that its pods listen on. Default none.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>CPU that one pod asks for, in thousandths of a core. Default 10, which pods get that say nothing.</summary>
    public int CpuMillis { get; init; } = 10;

    /// <summary>Memory that one pod asks for, in MiB. Default 32, which pods get that say nothing.</summary>
    public int MemoryMiB { get; init; } = 32;

    internal Workload Called(string name, string chart) => new()
    {
        Name = name,
        Kind = Kind,
        Replicas = Replicas,
        Labels = Labels.Count == 0 ? Workload.Named(chart) : Labels.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Ports = [.. Ports.Select(port => new WorkloadPort("", port))],
        Requests = new(CpuMillis, MemoryMiB),
    };
}
