using Basecamp.Cluster.Doctor.Views;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cluster.Status;

/// <summary>What is left when the machine is lost whose loss hurts most. Requests count, as the scheduler adds them up.</summary>
/// <param name="Lost">The machine; null when there is only one that takes ordinary pods.</param>
/// <param name="CpuLeft">CPUs that no pod asks for then; negative when pods stay Pending.</param>
/// <param name="BytesLeft">Memory that no pod asks for then; negative when pods stay Pending.</param>
public sealed record CapacityStatus(string? Lost, double CpuLeft, double BytesLeft)
{
    /// <summary>Whether everything fits without that machine.</summary>
    public bool Fits => Lost is not null && CpuLeft >= 0 && BytesLeft >= 0;

    internal static CapacityStatus Of(ClusterView cluster)
    {
        // Ordinary pods go where no taint keeps them away; pods of DaemonSets go with their machine.
        var workers = cluster.Nodes.Where(node => node is { IsReady: true, IsCordoned: false } && !node.Taints.Any()).ToList();
        if (workers.Count < 2)
            return new(null, workers.Sum(node => node.Allocatable("cpu") - node.Requested("cpu")),
                workers.Sum(node => node.Allocatable("memory") - node.Requested("memory")));
        return workers.Select(lost => new CapacityStatus(lost.Name, Left(workers, lost, "cpu"), Left(workers, lost, "memory")))
            .MinBy(status => Math.Min(status.CpuLeft / Math.Max(1, workers.Sum(node => node.Allocatable("cpu"))),
                status.BytesLeft / Math.Max(1, workers.Sum(node => node.Allocatable("memory")))))!;
    }

    static double Left(List<NodeView> workers, NodeView lost, string resource) =>
        workers.Where(node => node != lost).Sum(node => node.Allocatable(resource) - node.Requested(resource))
        - lost.Pods.Where(pod => !pod.IsFinished && pod.Owner.Kind is not ("DaemonSet" or "Pod")).Sum(pod => PodAmounts.Of(pod.Spec, resource));
}
