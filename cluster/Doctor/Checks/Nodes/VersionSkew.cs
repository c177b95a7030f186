using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Nodes;

/// <summary>A node whose kubelet does not go with the API server.</summary>
sealed class VersionSkew : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from node in cluster.Nodes
        let server = Minor(cluster.Snapshot.ServerVersion)
        let kubelet = Minor(node.Object.Text("status", "nodeInfo", "kubeletVersion"))
        where server is not null && kubelet is not null && (kubelet > server || server - kubelet > 3)
        select new Finding("version-skew", node.Id,
            $"Node {node.Name} runs {node.Object.Text("status", "nodeInfo", "kubeletVersion")}, the API server {cluster.Snapshot.ServerVersion}",
            "A kubelet may be up to three minor versions older than the API server, and never newer.")
        {
            Severity = Severity.Risk,
            Evidence = [$"status.nodeInfo.kubeletVersion {node.Object.Text("status", "nodeInfo", "kubeletVersion")}"],
            Commands = ["kubectl get nodes"],
            Runbook = "docs/runbooks/k3s-upgrade.md",
        };

    static int? Minor(string? version) => version?.Split('.') is [_, var minor, ..] && int.TryParse(minor, out var number) ? number : null;
}
