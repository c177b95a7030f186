using Basecamp.Components.Network;

namespace Basecamp.Components.WebApps;

/// <summary>What an app's pods may do besides talking to other pods, which are connections of their own.</summary>
static class WebAppPolicies
{
    public static IEnumerable<NetworkRule> For(WebAppPlan plan)
    {
        var egress = plan.Spec.ConnectTo;
        if (plan.MetricsPort is { } metrics)
            yield return Of(plan, NetworkRule.FromPrometheus(metrics));
        if (egress.ApiServer)
            yield return Of(plan, NetworkRule.ToApiServer);
        if (egress.Internet.Count > 0)
            yield return Of(plan, NetworkRule.ToInternet([.. egress.Internet]));
        foreach (var network in egress.Networks)
            yield return Of(plan, NetworkRule.ToNetworks($"allow-{network.Name}", [.. network.Cidrs], [.. network.Ports]));
    }

    static NetworkRule Of(WebAppPlan plan, NetworkRule rule) => rule with { Subject = plan.Labels };
}
