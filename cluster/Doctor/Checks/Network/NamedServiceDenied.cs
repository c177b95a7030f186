using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Reachability;

namespace Basecamp.Cluster.Doctor.Checks.Network;

/// <summary>A policy that keeps a failing pod from what it asks for.</summary>
sealed class NamedServiceDenied : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var pod in cluster.Pods.Where(pod => pod.IsUnhealthy && pod.Node is not null))
        {
            if (Dns(cluster, pod) is { } dns)
            {
                yield return dns;
                continue;
            }
            foreach (var need in Containers.Needs.Named(pod))
            {
                var service = cluster.Service(need.Namespace, need.Service);
                var port = service?.Ports.FirstOrDefault(each => need.Port is null || each.Count("port") == need.Port);
                var target = service?.Pods is [var first, ..] ? first : null;
                if (port is null || target is null || ServiceView.TargetOn(target, port) is not { } number
                    || cluster.Network.Missing(pod, target, number) is not { } half)
                    continue;
                yield return pod.Finding("named-service-denied", $"The pod may not reach {need.Namespace}/{need.Service}, which it asks for",
                    string.Create(CultureInfo.InvariantCulture, $"No policy lets {pod.Owner.Name} to port {number} of {target.Owner.Name}: {half}.")) with
                {
                    Evidence = [$"{need.Place} names {need.Service}.{need.Namespace}.svc", .. half.Reasons.Take(6)],
                    Commands = [$"kubectl -n {pod.Namespace} get networkpolicies", $"kubectl -n {need.Namespace} get networkpolicies"],
                    Runbook = "docs/runbooks/networkpolicy-debug.md",
                };
            }
        }
    }

    static Finding? Dns(ClusterView cluster, PodView pod)
    {
        if (cluster.Service("kube-system", "kube-dns")?.Pods is not [var server, ..] || cluster.Network.Missing(pod, server, 53,
            NetworkProtocol.Udp) is not { } half)
            return null;
        return pod.Finding("dns-denied", "The pod may not ask DNS",
            $"Its policies deny what they do not allow, and nothing allows port 53 of CoreDNS: {half}.") with
        {
            Evidence = [.. half.Reasons.Take(6)],
            Commands = [$"kubectl -n {pod.Namespace} get networkpolicies"],
            Runbook = "docs/runbooks/networkpolicy-debug.md",
        };
    }
}
