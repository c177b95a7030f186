using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.Ingress;

/// <summary>When Traefik needs somebody, and what to look at.</summary>
static class TraefikMonitoring
{
    public static ImmutableArray<AlertRule> Alerts { get; } =
    [
        new()
        {
            Name = "IngressDown",
            Expression = """absent(traefik_config_last_reload_success)""",
            Severity = AlertSeverity.Critical,
            Summary = "No ingress controller answers",
            Description = "Prometheus reads no metrics from any Traefik pod: nothing that this cluster publishes can be reached.",
            Runbook = "ingress",
        },
        new()
        {
            Name = "IngressServiceErrors",
            Expression = """
                sum by (exported_service) (rate(traefik_service_requests_total{code=~"5.."}[5m]))
                  / sum by (exported_service) (rate(traefik_service_requests_total[5m])) > 0.05
                and sum by (exported_service) (rate(traefik_service_requests_total[5m])) > 0.1
                """,
            For = TimeSpan.FromMinutes(10),
            Summary = "{{ $labels.exported_service }} answers {{ $value | humanizePercentage }} of requests with an error",
            Description = "More than one in twenty requests to this service failed for ten minutes.",
            Runbook = "ingress",
        },
        new()
        {
            Name = "IngressCertificateExpires",
            Expression = """min by (cn, sans) (traefik_tls_certs_not_after) - time() < 7 * 86400""",
            For = TimeSpan.FromMinutes(30),
            Summary = "The certificate that Traefik serves for {{ $labels.cn }} expires in less than a week",
            Description = "Browsers will refuse it in {{ $value | humanizeDuration }}. Renewal starts long before: something keeps it from happening, "
                + "or the new one did not get to Traefik's namespace.",
            Runbook = "certificates",
        },
    ];

    public static Dashboard Dashboard { get; } = new("basecamp-ingress", "Ingress",
    [
        new("Requests per service, 1/s – who is used", "reqps",
            [new("sum by (exported_service) (rate(traefik_service_requests_total[5m]))", "{{exported_service}}")]),
        new("Failed requests per service, share – above 0.05 alerts", "percentunit",
            [new("""
                sum by (exported_service) (rate(traefik_service_requests_total{code=~"5.."}[5m]))
                  / sum by (exported_service) (rate(traefik_service_requests_total[5m]))
                """, "{{exported_service}}")]),
        new("Time to answer, 95th percentile, s – what users wait", "s",
            [new("histogram_quantile(0.95, sum by (le, exported_service) (rate(traefik_service_request_duration_seconds_bucket[5m])))", "{{exported_service}}")]),
        new("Open connections per entry point – grows when answers stall", "short",
            [new("sum by (entrypoint) (traefik_open_connections)", "{{entrypoint}}")]),
        new("Time until certificates expire, s – renewal is due at a third of the lifetime", "s",
            [new("min by (cn) (traefik_tls_certs_not_after) - time()", "{{cn}}")]),
        new("Configuration reloads, 1/s – a storm means that some object flaps", "ops",
            [new("sum(rate(traefik_config_reloads_total[5m]))", "reloads")]),
    ]);
}
