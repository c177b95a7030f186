using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Network;

/// <summary>A policy that keeps the ingress controller from an app.</summary>
sealed class EntranceDenied : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var rules in cluster.Routes.Rules.Where(rule => rule.Service is not null && rule.Port is not null)
            .GroupBy(rule => (rule.ServiceNamespace, rule.Service, rule.Port)))
        {
            var service = cluster.Service(rules.Key.ServiceNamespace, rules.Key.Service);
            var pod = service?.Pods.FirstOrDefault(each => !each.IsFinished);
            if (service?.Port(rules.Key.Port) is not { } port || pod is null || ServiceView.TargetOn(pod, port) is not { } target
                || Entrance.Of(cluster, rules.First().Object) is not { } entrance)
                continue;
            // A port that its pods do not have is another fault.
            if (pod.Containers.SelectMany(container => container.Ports).ToList() is { Count: > 0 } ports && !ports.Contains(target))
                continue;
            if (cluster.Network.Missing(entrance, pod, target) is not { } half)
                continue;
            var route = rules.First().Object;
            yield return new("entrance-denied", route.Id(), string.Create(CultureInfo.InvariantCulture,
                $"{entrance.Owner.Name} may not reach {service.Namespace}/{service.Name}: {Half(half)}"),
                string.Create(CultureInfo.InvariantCulture,
                    $"No policy lets {entrance.Namespace}/{entrance.Owner.Name} to port {target} of {pod.Owner.Name}: {half}. Requests time out with 504 or 502."))
            {
                Evidence = [.. half.Reasons.Take(6)],
                Commands = [$"kubectl -n {pod.Namespace} get networkpolicies", $"kubectl -n {entrance.Namespace} get networkpolicies"],
                Runbook = "docs/runbooks/networkpolicy-debug.md",
            };
        }
    }

    static string Half(MissingHalf half) => (half.Egress, half.Ingress) switch
    {
        (true, true) => "both halves of the policy are missing",
        (true, false) => "the egress half is missing",
        _ => "the ingress half is missing",
    };
}
