using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.ControlPlane;

/// <summary>CoreDNS that cannot read its config, or asks itself.</summary>
sealed class CoreDnsConfig : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var pod in cluster.Pods.Where(each => each.Namespace == "kube-system" && each.Labels.GetValueOrDefault("k8s-app") == "kube-dns"
            && each.IsUnhealthy))
        {
            var container = pod.Containers.FirstOrDefault(each => each.IsCrashing);
            var loop = container?.LogLine("plugin/loop", "Loop (");
            var config = container?.LogLine("Corefile:", "Error during parsing", "unknown directive", "Unknown directive", "plugin/");
            if ((loop ?? config) is { } line)
                yield return pod.Finding(loop is not null ? "dns-loop" : "dns-config", loop is not null ? "CoreDNS asks itself"
                    : "CoreDNS cannot read its Corefile",
                    loop is not null
                        ? "The node's resolv.conf names CoreDNS or 127.0.0.53, so that each question comes back. Give the kubelet another one (resolv-conf)."
                        : "Somebody changed ConfigMap coredns or coredns-custom. Undo it.") with
                {
                    Evidence = [line, container!.State],
                    Commands = loop is not null ? [$"kubectl -n kube-system get configmap coredns -o yaml", $"ssh {pod.Node} cat /etc/resolv.conf"]
                        : ["kubectl -n kube-system get configmap coredns coredns-custom -o yaml", "kubectl -n kube-system rollout restart deployment/coredns"],
                    Runbook = "docs/runbooks/coredns.md",
                };
        }
    }
}
