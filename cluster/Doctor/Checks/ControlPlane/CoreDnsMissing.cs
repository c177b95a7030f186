using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.ControlPlane;

/// <summary>A cluster without DNS.</summary>
sealed class CoreDnsMissing : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        if (cluster.Pods.Count == 0 || cluster.Snapshot.Find("", "Namespace", null, "kube-system") is null)
            yield break;
        var service = cluster.Service("kube-system", "kube-dns");
        var deployment = cluster.Workloads.FirstOrDefault(each => each.Object is { Namespace: "kube-system", Name: "coredns" });
        if (service is null)
            yield return Of(ObjectId.Core("Service", "kube-system", "kube-dns"), "dns-service-missing", "The Service of DNS (kube-dns) does not exist",
                "Every pod asks its address. K3s makes it anew when a server restarts.", "there is no Service kube-system/kube-dns",
                "sudo systemctl restart k3s");
        else if (service.Pods.Count == 0 && deployment is { Wanted: 0 })
            yield return Of(service.Id, "dns-scaled-to-nothing", "CoreDNS is scaled to 0: no name resolves in the cluster", "Somebody scaled it down.",
                "Deployment kube-system/coredns spec.replicas 0", "kubectl -n kube-system scale deployment/coredns --replicas=2");
        else if (service.Pods.Count == 0 && deployment is null)
            yield return Of(service.Id, "dns-missing", "No CoreDNS runs: no name resolves in the cluster",
                "Its Deployment does not exist. K3s makes it anew when a server restarts, unless it is disabled.",
                "Service kube-system/kube-dns selects no pod", "sudo systemctl restart k3s");
    }

    static Finding Of(ObjectId id, string check, string what, string cause, string evidence, string command) => new(check, id, what, cause)
    {
        Evidence = [evidence],
        Commands = [command],
        Runbook = "docs/runbooks/coredns.md",
    };
}
