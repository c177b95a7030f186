using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.Cilium;

/// <summary>When the pod network needs somebody. Dashboards come with the chart.</summary>
static class CiliumMonitoring
{
    public static ImmutableArray<AlertRule> For(CiliumSpec spec) => spec.Hubble ? [.. Agent, Denied] : Agent;

    static readonly ImmutableArray<AlertRule> Agent =
    [
        new()
        {
            Name = "CiliumAgentMissing",
            Expression = """
                kube_daemonset_status_desired_number_scheduled{namespace="kube-system", daemonset="cilium"}
                  - kube_daemonset_status_number_ready{namespace="kube-system", daemonset="cilium"} > 0
                """,
            For = TimeSpan.FromMinutes(10),
            Severity = AlertSeverity.Critical,
            Summary = "{{ $value }} machines run no Cilium agent",
            Description = "Pods that start there get no network, and what changes elsewhere does not reach them.",
            Runbook = "pod-network",
        },
        new()
        {
            Name = "CiliumNodesUnreachable",
            Expression = """max by (pod) (cilium_unreachable_nodes) > 0""",
            For = TimeSpan.FromMinutes(10),
            Summary = "{{ $labels.pod }} cannot reach {{ $value }} other machines",
            Description = "Health probes between machines fail: pods there do not reach each other although both machines may look well.",
            Runbook = "pod-network",
        },
        new()
        {
            Name = "CiliumMapAlmostFull",
            Expression = """max by (pod, map_name) (cilium_bpf_map_pressure) > 0.9""",
            For = TimeSpan.FromMinutes(15),
            Summary = "{{ $labels.map_name }} on {{ $labels.pod }} is {{ $value | humanizePercentage }} full",
            Description = "When it is full, new connections or policies are dropped without a word.",
            Runbook = "pod-network",
        },
        new()
        {
            Name = "CiliumApiThrottled",
            Expression = """
                histogram_quantile(0.95, sum by (le, pod) (rate(cilium_k8s_client_rate_limiter_duration_seconds_bucket[5m]))) > 1
                """,
            For = TimeSpan.FromMinutes(10),
            Summary = "{{ $labels.pod }} waits {{ $value | humanizeDuration }} before it may ask the API server",
            Description = "Leases of LoadBalancer addresses are renewed late, and addresses stop answering when they run out.",
            Runbook = "pod-network",
        },
    ];

    static AlertRule Denied { get; } = new()
    {
        Name = "CiliumPolicyDenies",
        Expression = """sum by (source, destination) (rate(hubble_drop_total{reason="POLICY_DENIED"}[10m])) > 1""",
        For = TimeSpan.FromMinutes(15),
        Severity = AlertSeverity.Info,
        Summary = "Policies deny {{ $value | humanize }} packets a second from {{ $labels.source }} to {{ $labels.destination }}",
        Description = "Something keeps trying what no component declared: a missing rule, or something that should not be there.",
        Runbook = "pod-network",
    };
}
