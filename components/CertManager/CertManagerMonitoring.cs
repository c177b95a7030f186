using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.CertManager;

/// <summary>When certificates need somebody, and what to look at.</summary>
static class CertManagerMonitoring
{
    public static ImmutableArray<AlertRule> Alerts { get; } =
    [
        new()
        {
            Name = "CertificateNotReady",
            Expression = """max by (exported_namespace, name) (certmanager_certificate_ready_status{condition="True"} == 0)""",
            For = TimeSpan.FromMinutes(30),
            Summary = "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} is not ready",
            Description = "It was not issued or not renewed for half an hour. An old one keeps serving until it expires.",
            Runbook = "certificates",
        },
        new()
        {
            Name = "CertificateExpiresSoon",
            Expression = """
                min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds) - time() < 14 * 86400
                and min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds) > 0
                """,
            For = TimeSpan.FromHours(1),
            Summary = "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} expires in {{ $value | humanizeDuration }}",
            Description = "Renewal starts when a third of its lifetime is left and has failed since.",
            Runbook = "certificates",
        },
        new()
        {
            Name = "CertificateExpired",
            Expression = """
                min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds) - time() < 86400
                and min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds) > 0
                """,
            For = TimeSpan.FromMinutes(10),
            Severity = AlertSeverity.Critical,
            Summary = "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} expires within a day or has expired",
            Description = "Clients refuse connections as soon as it has expired.",
            Runbook = "certificates",
        },
        new()
        {
            Name = "AcmeRateLimited",
            Expression = """sum by (host) (increase(certmanager_http_acme_client_request_count{status="429"}[1h])) > 0""",
            For = TimeSpan.FromMinutes(5),
            Summary = "{{ $labels.host }} refuses orders because there were too many",
            Description = "Something orders certificates in a loop. Orders count against the limit of the whole domain: stop it before renewals fail.",
            Runbook = "certificates",
        },
        new()
        {
            Name = "CertManagerDown",
            Expression = """absent(certmanager_clock_time_seconds_gauge)""",
            For = TimeSpan.FromMinutes(15),
            Severity = AlertSeverity.Critical,
            Summary = "cert-manager does not run",
            Description = "Nothing renews certificates, and objects that its webhook checks are refused.",
            Runbook = "certificates",
        },
    ];

    public static Dashboard Dashboard { get; } = new("basecamp-certificates", "Certificates",
    [
        new("Time until certificates expire, s – below 14 days alerts", "s",
            [new("min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds) - time()", "{{exported_namespace}}/{{name}}")]),
        new("Certificates that are not ready – should be 0", "short",
            [new("""count(certmanager_certificate_ready_status{condition="True"} == 0) or vector(0)""", "not ready")]),
        new("Requests to ACME servers by answer, 1/h – 429 means too many orders", "short",
            [new("sum by (host, status) (increase(certmanager_http_acme_client_request_count[1h]))", "{{host}} {{status}}")]),
        new("Reconciliations per controller, 1/s – a loop shows here first", "ops",
            [new("sum by (controller) (rate(certmanager_controller_sync_call_count[5m]))", "{{controller}}")]),
    ]);
}
