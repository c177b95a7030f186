using System.Globalization;

namespace Basecamp.Components.WebApps;

/// <summary>PromQL that alerts and dashboard share. Requests are counted by the ingress controller, so that every app has them.</summary>
static class WebAppQueries
{
    public static string Available(WebAppPlan plan) => plan.Spec.Rollout is null
        ? $$"""max(kube_deployment_status_replicas_available{namespace="{{plan.Namespace}}",deployment="{{plan.Name}}"})"""
        : $$"""max(rollout_info_replicas_available{exported_namespace="{{plan.Namespace}}",name="{{plan.Name}}"})""";

    public static string Requests(WebAppPlan plan) => $"sum(rate(traefik_service_requests_total{Service(plan)}[5m]))";

    public static string ErrorShare(WebAppPlan plan) =>
        $"sum(rate(traefik_service_requests_total{Service(plan, """,code=~"5.." """.TrimEnd())}[5m])) / {Requests(plan)}";

    public static string Latency(WebAppPlan plan) =>
        $"histogram_quantile(0.95, sum by (le) (rate(traefik_service_request_duration_seconds_bucket{Service(plan)}[5m])))";

    // Ingress and HTTPRoute lead to differently named services in Traefik; both begin with namespace and Service.
    static string Service(WebAppPlan plan, string further = "") => string.Create(
        CultureInfo.InvariantCulture, $$"""{exported_service=~"{{plan.Namespace}}-{{plan.Name}}-(http-)?{{WebAppObjects.ServicePort}}@.+"{{further}}}""");
}
