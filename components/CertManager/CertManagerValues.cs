using System.Collections.Immutable;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.CertManager;

/// <summary>The chart's values.</summary>
static class CertManagerValues
{
    public static ImmutableSortedDictionary<string, string> WebhookLabels { get; } = Workload.Named("webhook", "webhook");

    public static ImmutableSortedDictionary<string, string> CaInjectorLabels { get; } = Workload.Named("cainjector", "cainjector");

    public static ResourceRequests Controller(Sizing sizing) => sizing.Growing(20, 48);

    public static ResourceRequests Webhook { get; } = new(10, 32);

    public static ResourceRequests CaInjector(Sizing sizing) => sizing.Growing(10, 48);

    public static ValueTree For(PlatformContext platform, AcmeSpec? acme) => new()
    {
        ["crds.enabled"] = false,
        ["replicaCount"] = platform.Sizing.Replicas,
        ["webhook.replicaCount"] = platform.Sizing.Replicas,
        ["cainjector.replicaCount"] = platform.Sizing.Replicas,
        ["podDisruptionBudget.enabled"] = platform.Sizing.IsRedundant,
        ["webhook.podDisruptionBudget.enabled"] = platform.Sizing.IsRedundant,
        ["cainjector.podDisruptionBudget.enabled"] = platform.Sizing.IsRedundant,
        ["topologySpreadConstraints"] = Spread(platform, CertManager.Controller.Labels),
        ["webhook.topologySpreadConstraints"] = Spread(platform, WebhookLabels),
        ["cainjector.topologySpreadConstraints"] = Spread(platform, CaInjectorLabels),
        ["global.priorityClassName"] = Priority.System,
        ["resources"] = Controller(platform.Sizing).ToValues(),
        ["webhook.resources"] = Webhook.ToValues(),
        ["cainjector.resources"] = CaInjector(platform.Sizing).ToValues(),
        ["config.gatewayAPI.enabled"] = true,
        // A home's own DNS often answers differently from the internet's, or from a cache: ask the internet's, and over HTTPS, because pods may
        // not send UDP out. A server of one's own is asked itself.
        ["dns01RecursiveNameserversOnly"] = acme?.Dns01 is null ? null : true,
        ["dns01RecursiveNameservers"] = acme?.Dns01 switch
        {
            null => null,
            { Rfc2136: { } rfc2136 } => $"{rfc2136.Nameserver}:53",
            _ => "https://1.1.1.1/dns-query,https://8.8.8.8/dns-query",
        },
        // Leases in kube-system would need rights there, and namespaces deny each other.
        ["global.leaderElection.namespace"] = CertManager.NamespaceName,
        // A Helm hook that waits for the webhook: a GitOps engine would run it again with every sync.
        ["startupapicheck.enabled"] = false,
        ["prometheus.servicemonitor.enabled"] = platform.Monitoring,
    };

    static IReadOnlyList<ValueTree>? Spread(PlatformContext platform, ImmutableSortedDictionary<string, string> labels) =>
        platform.Sizing.IsRedundant ? Place.Spread(labels) : null;
}
