using System.Collections.Immutable;
using Basecamp.Components.Configuration;
using Basecamp.Components.Network;
using Basecamp.Components.Platform;

namespace Basecamp.Components.Tenants;

/// <summary>Everything about a tenant that is decided before a resource exists.</summary>
sealed record TenantPlan
{
    public required string Name { get; init; }

    public required TenantSpec Spec { get; init; }

    /// <summary>Its namespaces, at least one.</summary>
    public ImmutableArray<string> Namespaces => NamespacesOf(Name, Spec);

    /// <summary>Name of its project in Argo CD.</summary>
    public string Project => $"tenant-{Name}";

    public static ImmutableArray<string> NamespacesOf(string name, TenantSpec spec) => spec.Namespaces.Count == 0 ? [name] : [.. spec.Namespaces];

    /// <summary>What one of its namespaces allows, besides its own pods, DNS and the ingress controller.</summary>
    public ImmutableArray<NetworkRule> RulesOf(string ns)
    {
        var rules = ImmutableArray.CreateBuilder<NetworkRule>();
        if (Spec.Internet.Count > 0)
            rules.Add(NetworkRule.ToInternet([.. Spec.Internet]));
        if (Spec.Metrics is { } metrics)
            rules.Add(NetworkRule.FromPrometheus(metrics));
        foreach (var other in Namespaces.Where(other => other != ns))
        {
            rules.Add(new($"allow-{other}-ingress", Direction.Ingress, new Peer.Pods(other), []));
            rules.Add(new($"allow-{other}-egress", Direction.Egress, new Peer.Pods(other), []));
        }
        return rules.ToImmutable();
    }

    /// <exception cref="InvalidConfigurationException">Says everything that is wrong with the claim, at once.</exception>
    public static TenantPlan For(string name, TenantSpec spec, PlatformContext platform)
    {
        var problems = new Problems($"tenant '{name}'");
        TenantRules.Check(name, spec, platform.Http?.Domain, platform.Delivery.Engine, problems);
        return problems.All.Count == 0 ? new() { Name = name, Spec = spec } : throw new InvalidConfigurationException(problems.All);
    }
}
