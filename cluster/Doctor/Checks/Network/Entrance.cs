using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Network;

/// <summary>Who brings requests from outside to apps.</summary>
static class Entrance
{
    // What controllers call themselves in an IngressClass or GatewayClass, and the label that their charts give to pods.
    static readonly (string Controller, string Name)[] Known = [("traefik.io/", "traefik"), ("k8s.io/ingress-nginx", "ingress-nginx"),
        ("nginx.org/", "nginx-ingress"), ("haproxy", "kubernetes-ingress")];

    /// <summary>A pod of the controller that serves an Ingress or route; null when nobody knows.</summary>
    public static PodView? Of(ClusterView cluster, KubernetesObject route)
    {
        var classes = cluster.Snapshot.Of("networking.k8s.io", "IngressClass");
        var named = route.Text("spec", "ingressClassName") is { } name ? classes.FirstOrDefault(each => each.Name == name)
            : classes.FirstOrDefault(each => each.Annotation("ingressclass.kubernetes.io/is-default-class") == "true");
        var controller = route.Kind == "Ingress" ? named?.Text("spec", "controller") ?? "" : "traefik.io/";
        var label = Known.FirstOrDefault(each => controller.Contains(each.Controller, StringComparison.Ordinal)).Name;
        return label is null ? null : cluster.Pods.FirstOrDefault(pod => !pod.IsFinished && !pod.IsBeingDeleted
            && pod.Labels.GetValueOrDefault("app.kubernetes.io/name") == label);
    }
}
