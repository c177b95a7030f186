using Basecamp.Components.Topology;

namespace Basecamp.Components.K3d;

/// <summary>The names k3d gives to its nodes.</summary>
public static class K3dNodes
{
    /// <summary>Servers first, then agents.</summary>
    public static IEnumerable<string> Names(HomelabTopology topology)
    {
        var (cluster, k3d) = (topology.Cluster.Name, topology.K3d!);
        return Enumerable.Range(0, k3d.Servers).Select(index => $"k3d-{cluster}-server-{index}")
            .Concat(Enumerable.Range(0, k3d.Agents).Select(index => $"k3d-{cluster}-agent-{index}"));
    }
}
