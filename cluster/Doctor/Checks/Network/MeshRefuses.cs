using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Network;

/// <summary>A mesh that takes encrypted requests only, and a caller outside of it.</summary>
sealed class MeshRefuses : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        var strict = cluster.Snapshot.Of("security.istio.io", "PeerAuthentication").Where(each => each.Text("spec", "mtls", "mode") == "STRICT").ToList();
        foreach (var rule in strict.Count == 0 ? [] : cluster.Routes.Rules)
        {
            var pod = cluster.Service(rule.ServiceNamespace, rule.Service)?.Pods.FirstOrDefault(IsInMesh);
            var policy = pod is null ? null : strict.FirstOrDefault(each => (each.Namespace == pod.Namespace || each.Namespace == "istio-system")
                && Selector.Matches(each.Map("spec", "selector"), pod.Labels));
            if (policy is null || Entrance.Of(cluster, rule.Object) is not { } entrance || IsInMesh(entrance))
                continue;
            yield return new("mesh-refuses", ObjectId.Core("Service", rule.ServiceNamespace, rule.Service!),
                $"{rule.ServiceNamespace}/{rule.Service} takes requests of the mesh only, and {entrance.Owner.Name} is outside of it",
                $"{policy.Kind} {policy.Namespace}/{policy.Name} is STRICT, so that plain requests are cut off: 503 or connection reset. Take the entrance into the mesh, or allow it (PERMISSIVE) for this port.")
            {
                Evidence = [$"{policy} spec.mtls.mode STRICT", $"Pod {entrance.Namespace}/{entrance.Name} has no proxy"],
                Commands = [$"kubectl -n {policy.Namespace} get peerauthentication {policy.Name} -o yaml"],
                Runbook = "docs/runbooks/ingress-503.md",
            };
        }
    }

    static bool IsInMesh(PodView pod) => pod.Containers.Any(container => container.Name is "istio-proxy" or "linkerd-proxy");
}
