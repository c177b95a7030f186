using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.WebApps;

/// <summary>The dashboard of one app: what its users notice first, then what its pods use.</summary>
static class WebAppDashboard
{
    public static Dashboard For(WebAppPlan plan)
    {
        var pods = $$"""{namespace="{{plan.Namespace}}",pod=~"{{plan.Name}}-.+",container="{{plan.Name}}"}""";
        var panels = ImmutableArray.CreateBuilder<DashboardPanel>();
        panels.AddRange(plan.Args.Panels);
        if (!plan.Spec.Internal)
            panels.AddRange(
                new("Requests, 1/s – how much it is used", "reqps", [new(WebAppQueries.Requests(plan), "requests")]),
                new("Failed requests, share – what users see as an error", "percentunit", [new(WebAppQueries.ErrorShare(plan), "5xx")]),
                new("Time to answer, 95th percentile, s – what users wait", "s", [new(WebAppQueries.Latency(plan), "95 %")]));
        panels.AddRange(
            new("Pods that serve, count – none is an outage", "short", [new(WebAppQueries.Available(plan), "available")]),
            new("CPU, cores – compare with what a pod asks for", "short", [new($"sum by (pod) (rate(container_cpu_usage_seconds_total{pods}[5m]))", "{{pod}}")]),
            new("Memory, bytes – at the limit the pod is killed", "bytes",
            [
                new($"sum by (pod) (container_memory_working_set_bytes{pods})", "{{pod}}"),
                new($$"""max(kube_pod_container_resource_limits{{{pods[1..^1]}},resource="memory"})""", "limit"),
            ]),
            new("Restarts in an hour, count – above none is worth a look", "short",
                [new($"sum by (pod) (increase(kube_pod_container_status_restarts_total{pods}[1h]))", "{{pod}}")]));
        return new($"app-{plan.Name}", $"App: {plan.Name}", panels.ToImmutable());
    }
}
