using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Cilium;

/// <summary>Options of Cilium on the cluster it is for.</summary>
static class CiliumRules
{
    // What client-go's leader election adds to a retry period at random.
    const double Jitter = 1.2;

    public static void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Section<CiliumSpec>() is not { } cilium)
            return;
        var at = problems.At("cilium");
        if (plan.Cluster.Cni != Cni.Cilium)
        {
            at.Add("", $"is set, but the cluster's network is {ConfigurationNames.Of(plan.Cluster.Cni)}. Remove it, or set `network.cni: cilium` in `basecamp:homelab`.");
            return;
        }
        if (cilium.GatewayApi && !plan.Cluster.ReplacesKubeProxy)
            at.Add("gatewayApi", "is true, but Cilium serves gateways only in place of kube-proxy. Remove it, or remove `network.kubeProxyReplacement: false` in `basecamp:homelab`.");
        CheckLeases(cilium.Announcements, at.At("announcements"));
    }

    static void CheckLeases(L2AnnouncementSpec leases, Problems at)
    {
        var (duration, deadline, retry) = (leases.LeaseDuration, leases.RenewDeadline, leases.RetryPeriod);
        if (retry < TimeSpan.FromMilliseconds(100))
            at.Add("retryPeriod", $"is {DurationText.Format(retry)}, but must be at least 100ms: every machine asks for every Service's lease that often.");
        else if (deadline < retry * Jitter)
            at.Add("renewDeadline", $"is {DurationText.Format(deadline)}, but must be at least 1.2 times `retryPeriod` ({DurationText.Format(retry)}): otherwise one late answer loses the lease.");
        if (duration <= deadline)
            at.Add("leaseDuration", $"is {DurationText.Format(duration)}, but must be longer than `renewDeadline` ({DurationText.Format(deadline)}): otherwise two machines answer for one address.");
    }
}
