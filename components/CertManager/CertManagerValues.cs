using Basecamp.Components.Charts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.CertManager;

/// <summary>The chart's values.</summary>
static class CertManagerValues
{
    public static ResourceRequests Controller(Sizing sizing) => sizing.Growing(20, 48);

    public static ResourceRequests Webhook { get; } = new(10, 32);

    public static ResourceRequests CaInjector(Sizing sizing) => sizing.Growing(10, 48);

    public static ValueTree For(PlatformContext platform) => new()
    {
        ["crds.enabled"] = false,
        ["replicaCount"] = platform.Sizing.Replicas,
        ["webhook.replicaCount"] = platform.Sizing.Replicas,
        ["cainjector.replicaCount"] = platform.Sizing.Replicas,
        ["podDisruptionBudget.enabled"] = platform.Sizing.IsRedundant,
        ["webhook.podDisruptionBudget.enabled"] = platform.Sizing.IsRedundant,
        ["cainjector.podDisruptionBudget.enabled"] = platform.Sizing.IsRedundant,
        ["resources"] = Controller(platform.Sizing).ToValues(),
        ["webhook.resources"] = Webhook.ToValues(),
        ["cainjector.resources"] = CaInjector(platform.Sizing).ToValues(),
        ["config.gatewayAPI.enabled"] = true,
        // Leases in kube-system would need rights there, and namespaces deny each other.
        ["global.leaderElection.namespace"] = CertManager.NamespaceName,
        // A Helm hook that waits for the webhook: a GitOps engine would run it again with every sync.
        ["startupapicheck.enabled"] = false,
        ["prometheus.servicemonitor.enabled"] = platform.Monitoring,
    };
}
