using Basecamp.Cluster.Doctor;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Status;

/// <summary>The one screen to look at: how a cluster is.</summary>
/// <param name="Snapshot">What was looked at.</param>
/// <param name="Nodes">Machines.</param>
/// <param name="EtcdMembers">Members of etcd; 0 when K3s keeps its state elsewhere.</param>
/// <param name="EtcdWorking">Those that work and vote.</param>
/// <param name="Delivery">What Argo CD or Flux apply; empty where neither does.</param>
/// <param name="Apps">Workloads by namespace.</param>
/// <param name="Certificates">Certificates, the one that ends first at the start.</param>
/// <param name="Backups">The last good backups.</param>
/// <param name="Capacity">What is left when one machine is lost.</param>
/// <param name="Causes">What the doctor finds.</param>
public sealed record ClusterStatus(
    ClusterSnapshot Snapshot,
    IReadOnlyList<NodeStatus> Nodes,
    int EtcdMembers,
    int EtcdWorking,
    IReadOnlyList<DeliveryStatus> Delivery,
    IReadOnlyList<AppStatus> Apps,
    IReadOnlyList<CertificateStatus> Certificates,
    IReadOnlyList<BackupStatus> Backups,
    CapacityStatus Capacity,
    IReadOnlyList<RootCause> Causes)
{
    const string Member = "node-role.kubernetes.io/etcd";

    /// <summary>That of a cluster.</summary>
    public static ClusterStatus Of(ClusterSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var cluster = new ClusterView(snapshot);
        var members = cluster.Nodes.Where(node => node.Labels.ContainsKey(Member)).ToList();
        return new(
            snapshot,
            [.. cluster.Nodes.Select(NodeStatus.Of)],
            members.Count,
            members.Count(node => node.IsReady && node.Object.Condition("EtcdIsVoter") is not { Status: "False" }),
            [.. DeliveryStatus.AllOf(cluster)],
            [.. AppStatus.AllOf(cluster)],
            [.. CertificateStatus.AllOf(cluster)],
            [.. BackupStatus.AllOf(cluster)],
            CapacityStatus.Of(cluster),
            Diagnosis.Of(snapshot).Causes);
    }
}
