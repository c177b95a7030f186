using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.ControlPlane;

/// <summary>etcd that takes no writes because it is full.</summary>
sealed class EtcdFull : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        // Whoever writes is told so: kubelets, controllers, operators.
        var told = cluster.Snapshot.Of("", "Event").Select(EventView.Of).FirstOrDefault(each => each.Says("mvcc: database space exceeded")
            || each.Says("etcdserver: no space"));
        var condition = cluster.Snapshot.Objects.Where(each => each.Kind is not ("Event" or "Pod"))
            .SelectMany(each => each.Conditions().Select(condition => (each, condition)))
            .FirstOrDefault(pair => pair.condition.Message.Contains("mvcc: database space exceeded", StringComparison.Ordinal));
        if (told is null && condition.each is null)
            yield break;
        yield return new("etcd-full", ObjectId.Core("etcd", null, "cluster"), "etcd is full and takes no writes",
            "Its database reached its quota (2 GiB unless changed). Compact and defragment it, and then clear the alarm.")
        {
            Evidence = [told?.ToString() ?? $"{condition.each} {condition.condition}"],
            Commands = ["kubectl get --raw /metrics | grep -E 'apiserver_storage_(size_bytes|objects)'"],
            Runbook = "docs/runbooks/etcd-disk-full.md",
        };
    }
}
