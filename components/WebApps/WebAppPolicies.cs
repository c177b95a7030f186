using Basecamp.Components.Network;

namespace Basecamp.Components.WebApps;

/// <summary>What an app's pods may do besides talking to other pods, which are connections of their own.</summary>
static class WebAppPolicies
{
    public static IEnumerable<NetworkRule> For(WebAppPlan plan)
    {
        if (plan.MetricsPort is { } metrics)
            yield return NetworkRule.FromPrometheus(metrics) with { Subject = plan.Labels };
        foreach (var rule in plan.Spec.ConnectTo.Rules)
            yield return rule with { Subject = plan.Labels };
    }
}
