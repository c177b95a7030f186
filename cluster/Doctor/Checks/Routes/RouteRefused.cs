using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Routes;

/// <summary>A route that its gateway does not take.</summary>
sealed class RouteRefused : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var route in cluster.Snapshot.Of("gateway.networking.k8s.io", "HTTPRoute"))
        {
            var bad = route.Maps("status", "parents").SelectMany(parent => parent.Maps("conditions")).Select(ObjectFields.ConditionOf)
                .FirstOrDefault(each => each.Type is "Accepted" or "ResolvedRefs" && each.Status == "False");
            var gateway = route.Maps("spec", "parentRefs")
                .Select(parent => (Namespace: parent.Text("namespace") ?? route.Namespace, Name: parent.Text("name") ?? ""))
                .FirstOrDefault(parent => cluster.Snapshot.Find("gateway.networking.k8s.io", "Gateway", parent.Namespace, parent.Name) is null);
            if (gateway.Name is { Length: > 0 })
                yield return Of(route, "gateway-missing", $"Gateway {gateway.Namespace}/{gateway.Name} of HTTPRoute {route.Name} does not exist",
                    "Nobody serves the route."
                    + NearestName.Suggest(gateway.Name, cluster.Snapshot.Of("gateway.networking.k8s.io", "Gateway").Select(each => each.Name)),
                        $"spec.parentRefs {gateway.Namespace}/{gateway.Name}");
            else if (bad is not null)
                yield return Of(route, "route-refused", $"The gateway does not take HTTPRoute {route.Name}", bad.Reason switch
                {
                    "NotAllowedByListeners" => "The gateway's listeners do not allow routes of this namespace (allowedRoutes).",
                    "NoMatchingListenerHostname" => "No listener is for its host names.",
                    "RefNotPermitted" => "It leads to another namespace, which has no ReferenceGrant for it.",
                    _ => bad.Message,
                }, bad.ToString()) with
                { IsSymptom = bad.Reason == "BackendNotFound" };
        }
    }

    static Finding Of(KubernetesObject route, string check, string what, string cause, string evidence) => new(check, route.Id(), what, cause)
    {
        Evidence = [evidence],
        Commands = [$"kubectl -n {route.Namespace} describe httproute {route.Name}", "kubectl get gateways -A"],
        Runbook = "docs/runbooks/ingress.md",
    };
}
