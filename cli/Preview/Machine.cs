using Basecamp.Components.Clusters;
using Basecamp.Components.K3s.Config;

namespace Basecamp.Cli.Preview;

/// <summary>A machine, and what it has for pods.</summary>
/// <param name="Node">The machine.</param>
/// <param name="Cores">CPU; null when its size is unknown.</param>
/// <param name="Bytes">Memory without what the kubelet reserves; null when its size is unknown.</param>
sealed record Machine(NodeFacts Node, double? Cores, double? Bytes)
{
    const double Mebi = 1024 * 1024;

    /// <summary>
    /// Machines that take ordinary pods: no taint keeps these away, as it does from servers where there are agents. All agents where every one has a taint.
    /// </summary>
    public static IReadOnlyList<Machine> OpenOf(ClusterFacts cluster)
    {
        IReadOnlyList<NodeFacts> open = [.. cluster.Workers.Concat(cluster.Nodes.Where(node => node.IsOpenServer)).Where(node => !NodeFit.KeepsPodsAway(node))];
        return [.. (open.Count > 0 ? open : cluster.Workers).Select(Of)];
    }

    /// <summary>A machine.</summary>
    public static Machine Of(NodeFacts node) => node is { Cpus: { } cpus, MemoryMebibytes: { } memory }
        ? new(node, cpus, (memory - KubeletConfiguration.ReservedMebibytes(node.Role, memory)) * Mebi)
        : new(node, null, null);
}
