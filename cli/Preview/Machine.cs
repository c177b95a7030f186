using Basecamp.Components.Clusters;
using Basecamp.Components.K3s.Config;

namespace Basecamp.Cli.Preview;

/// <summary>What a machine has for pods.</summary>
/// <param name="Cores">CPU.</param>
/// <param name="Bytes">Memory without what the kubelet reserves.</param>
sealed record Machine(double Cores, double Bytes)
{
    const double Mebi = 1024 * 1024;

    /// <summary>
    /// Machines that take ordinary pods: no taint keeps these away, as it does from servers where there are agents. All of them where every one has a taint.
    /// </summary>
    public static IReadOnlyList<NodeFacts> OpenOf(ClusterFacts cluster)
    {
        IReadOnlyList<NodeFacts> open = [.. cluster.Workers.Where(node => node.Taints.IsDefaultOrEmpty || node.Taints.All(taint => taint.EndsWith(":PreferNoSchedule", StringComparison.Ordinal)))];
        return open.Count > 0 ? open : [.. cluster.Workers];
    }

    /// <summary>A machine; null when its size is unknown.</summary>
    public static Machine? Of(NodeFacts node) => node is { Cpus: { } cpus, MemoryMebibytes: { } memory }
        ? new(cpus, (memory - KubeletConfiguration.ReservedMebibytes(node.Role, memory)) * Mebi)
        : null;
}
