using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.ControlPlane;

/// <summary>etcd with members away.</summary>
sealed class EtcdDegraded : ICheck
{
    const string Member = "node-role.kubernetes.io/etcd";

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        var members = cluster.Nodes.Where(node => node.Labels.ContainsKey(Member)).ToList();
        var away = members.Where(node => !node.IsReady || node.Object.Condition("EtcdIsVoter") is { Status: "False" }).ToList();
        if (members.Count < 2 || away.Count == 0)
            yield break;
        var left = members.Count - away.Count;
        yield return new("etcd-degraded", ObjectId.Core("etcd", null, "cluster"), string.Create(CultureInfo.InvariantCulture,
            $"etcd has {left} of {members.Count} members"),
            left <= members.Count / 2 ? "Too few for a majority: nothing can be changed in the cluster until one is back." : left == members.Count / 2 + 1
                ? "It still works. With one member less it does not." : "It still works.")
        {
            Severity = left <= members.Count / 2 ? Severity.Broken : Severity.Risk,
            Evidence = [.. away.Select(node =>
                $"{node.Name}: {(node.Object.Condition("EtcdIsVoter") is { IsTrue: false } voter ? voter.ToString() : node.Object.Condition("Ready")?.ToString() ?? "not ready")}")],
            Commands = ["kubectl get nodes -l node-role.kubernetes.io/etcd=true"],
            Runbook = "docs/runbooks/etcd-degraded.md",
            IsSymptom = away.Any(node => !node.IsReady),
            Because = [.. away.Where(node => !node.IsReady).Select(node => node.Id)],
        };
    }
}
