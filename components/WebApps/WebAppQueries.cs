using System.Text.RegularExpressions;
using Basecamp.Components.Platform;

namespace Basecamp.Components.WebApps;

/// <summary>PromQL that alerts and dashboard share. Requests are counted by the ingress controller, so that every app has them.</summary>
static partial class WebAppQueries
{
    public static string Available(WebAppPlan plan) => plan.Spec.Rollout is null
        ? $$"""max(kube_deployment_status_replicas_available{namespace="{{plan.Namespace}}",deployment="{{plan.Name}}"})"""
        : $$"""max(rollout_info_replicas_available{exported_namespace="{{plan.Namespace}}",name="{{plan.Name}}"})""";

    public static string Requests(WebAppPlan plan) => $"sum(rate(traefik_service_requests_total{Service(plan)}[5m]))";

    public static string ErrorShare(WebAppPlan plan) =>
        $"sum(rate(traefik_service_requests_total{Service(plan, """,code=~"5.." """.TrimEnd())}[5m])) / {Requests(plan)}";

    public static string Latency(WebAppPlan plan) =>
        $"histogram_quantile(0.95, sum by (le) (rate(traefik_service_request_duration_seconds_bucket{Service(plan)}[5m])))";

    static string Service(WebAppPlan plan, string further = "") => $$"""{exported_service=~"{{NameInTraefik(plan)}}"{{further}}}""";

    // What Traefik calls a Service: provider/kubernetes/ingress/kubernetes.go and gateway/httproute.go. Prometheus anchors expressions at both
    // ends. Whoever answers for unknown hosts is an Ingress in either case, with a name of Traefik's own.
    static string NameInTraefik(WebAppPlan plan)
    {
        var backend = $"{plan.Namespace}-{plan.Name}";
        var service = plan.Args.Platform.Http?.Routes == RouteKind.Gateway
            ? $"httproute-{Normalized($"{backend}-http")}-gw-.+-svc-{backend}-0@kubernetesgateway"
            : $"{Normalized(backend)}-{WebAppObjects.ServicePort}@kubernetes";
        return plan.Spec.CatchAll ? $"{service}|default-backend@kubernetes" : service;
    }

    static string Normalized(string name) => Hyphens().Replace(name, "-");

    [GeneratedRegex("-+")]
    private static partial Regex Hyphens();
}
