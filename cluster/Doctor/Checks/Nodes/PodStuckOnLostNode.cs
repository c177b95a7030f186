using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Nodes;

/// <summary>A pod that cannot go because its node is away.</summary>
sealed class PodStuckOnLostNode : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from pod in cluster.Pods
        where pod.IsBeingDeleted && cluster.Since(pod.Object.DeletedAt()) > Patience
        let node = cluster.Nodes.FirstOrDefault(each => each.Name == pod.Node)
        let finalizers = pod.Object.Finalizers().ToList()
        select pod.Finding("pod-terminating", "The pod is being deleted and does not go", node is { IsReady: false }
            ? $"Its node {node.Name} does not answer, so nobody can tell whether it still runs."
            : finalizers.Count > 0 ? Storage.FinalizerOwners.Explain(cluster, finalizers[0])
            : node is null && pod.Node is not null ? $"Its node {pod.Node} is not part of the cluster any more."
                : "Its processes do not end, or its volume cannot be unmounted.") with
        {
            Severity = node is { IsReady: false } ? Severity.Broken : Severity.Risk,
            Evidence = [$"metadata.deletionTimestamp {pod.Object.Text("metadata", "deletionTimestamp")}",
                .. finalizers.Select(each => $"metadata.finalizers {each}")],
            Commands = [$"kubectl -n {pod.Namespace} delete pod {pod.Name} --grace-period=0 --force"],
            Runbook = "docs/runbooks/node-not-ready.md",
            IsSymptom = node is { IsReady: false },
        };
}
