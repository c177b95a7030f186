using Basecamp.Components.Alerts;
using Basecamp.Components.Delivery;
using Basecamp.Components.Values;

namespace Basecamp.Components.Tenants;

/// <summary>What is seen of a tenant: its pods' metrics, and how near it is to its limits.</summary>
static class TenantMonitoring
{
    public static CustomObjectArgs PodMonitor(string ns, int port) => new("monitoring.coreos.com/v1", "PodMonitor", ObjectMeta.Of("tenant", ns), new()
    {
        ["selector"] = new Dictionary<string, object>(),
        ["podMetricsEndpoints"] = new[] { new ValueTree { ["portNumber"] = port, ["path"] = "/metrics" } },
    });

    public static AlertRule QuotaNearlyUsed(TenantPlan plan) => new()
    {
        Name = "TenantQuotaNearlyUsed",
        Expression = $$"""
            max by (namespace, resource) (kube_resourcequota{namespace=~"{{string.Join('|', plan.Namespaces)}}",resourcequota="quota",type="used"})
              / max by (namespace, resource) (kube_resourcequota{namespace=~"{{string.Join('|', plan.Namespaces)}}",resourcequota="quota",type="hard"} > 0) > 0.9
            """,
        For = TimeSpan.FromMinutes(30),
        Summary = $"Tenant {plan.Name} has used " + "{{ $value | humanizePercentage }} of {{ $labels.resource }} in {{ $labels.namespace }}",
        Description = "Beyond all of it, new pods and volumes of the tenant are refused; what runs goes on.",
        Runbook = "tenant-quota",
    };
}
