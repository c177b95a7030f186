using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Status;

/// <summary>A machine.</summary>
/// <param name="Name">Name.</param>
/// <param name="IsServer">Whether it runs the control plane.</param>
/// <param name="IsReady">Whether it works.</param>
/// <param name="IsCordoned">Whether it takes no new pods.</param>
/// <param name="Version">Version of K3s; null when it did not say.</param>
/// <param name="Pods">Pods on it.</param>
/// <param name="CpuAsked">Part of its CPU that pods ask for, 0–1 and above.</param>
/// <param name="MemoryAsked">Part of its memory that pods ask for, 0–1 and above.</param>
public sealed record NodeStatus(string Name, bool IsServer, bool IsReady, bool IsCordoned, string? Version, int Pods, double CpuAsked, double MemoryAsked)
{
    internal static NodeStatus Of(NodeView node) => new(node.Name, node.IsServer, node.IsReady, node.IsCordoned,
        node.Object.Text("status", "nodeInfo", "kubeletVersion"),
        node.Pods.Count(pod => !pod.IsFinished), Part(node, "cpu"), Part(node, "memory"));

    static double Part(NodeView node, string resource) => node.Allocatable(resource) is var all and > 0 ? node.Requested(resource) / all : 0;
}
