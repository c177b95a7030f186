using System.Collections.Immutable;
using Basecamp.Components.Alerts;

namespace Basecamp.Components.MetalLb;

/// <summary>When addresses of LoadBalancer Services need somebody.</summary>
static class MetalLbMonitoring
{
    public static ImmutableArray<AlertRule> Alerts { get; } =
    [
        new()
        {
            Name = "LoadBalancerPoolAlmostUsed",
            Expression = "sum by (pool) (metallb_allocator_addresses_in_use_total) / sum by (pool) (metallb_allocator_addresses_total) > 0.9",
            For = TimeSpan.FromMinutes(30),
            Summary = "{{ $value | humanizePercentage }} of the addresses of pool {{ $labels.pool }} are used",
            Description = "Services of type LoadBalancer stay pending when none is left.",
            Runbook = "load-balancer",
        },
        new()
        {
            Name = "LoadBalancerConfigurationRefused",
            Expression = "max by (pod) (metallb_k8s_client_config_stale_bool) == 1",
            For = TimeSpan.FromMinutes(10),
            Summary = "{{ $labels.pod }} does not take its configuration",
            Description = "It keeps working with the one before: changed pools and advertisements have no effect.",
            Runbook = "load-balancer",
        },
    ];
}
