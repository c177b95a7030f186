using System.Collections.Immutable;
using Basecamp.Components.Durability;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Pulumi;

namespace Basecamp.Components.UserNamespaces;

/// <summary>The namespaces that a stack file lists.</summary>
public sealed class UserNamespaces : PlatformComponent
{
    /// <summary>Declares them.</summary>
    public UserNamespaces(string name, UserNamespacesArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:UserNamespaces", name, args, options)
    {
        foreach (var spec in args.Namespaces)
        {
            var ns = Namespace(ArgsOf(spec));
            if (spec.HoldsState)
                Holds(new HeldState
                {
                    Id = $"namespaces/{spec.Name}",
                    What = $"volumes in {ns.FullName}",
                    Loss = LossKind.Data,
                    Consequence = "What its pods keep in volumes is lost.",
                    Medium = StateMedium.Volume,
                    Namespace = ns.FullName,
                });
            foreach (var client in spec.From)
                Connect($"{client.Namespace}-to-{ns.FullName}", new(client.Namespace), ns.Pods, [.. client.Ports]);
        }
        Deliver();
    }

    static ManagedNamespaceArgs ArgsOf(NamespaceSpec spec) => new()
    {
        Name = spec.Name,
        Tier = spec.Tier,
        PodSecurity = new(spec.PodSecurity, spec.PodSecurity == PodSecurityLevel.Restricted ? null : spec.Reason),
        Rules = [.. RulesOf(spec)],
        MaxPods = spec.MaxPods,
        LoadBalancers = spec.LoadBalancers,
        HoldsState = spec.HoldsState,
    };

    static IEnumerable<NetworkRule> RulesOf(NamespaceSpec spec)
    {
        if (spec.ApiServer)
            yield return NetworkRule.ToApiServer;
        if (spec.Internet.Count > 0)
            yield return NetworkRule.ToInternet([.. spec.Internet]);
        if (spec.Metrics.Count > 0)
            yield return NetworkRule.FromPrometheus([.. spec.Metrics]);
    }
}

/// <summary>Arguments of <see cref="UserNamespaces"/>.</summary>
public sealed class UserNamespacesArgs : PlatformComponentArgs
{
    /// <summary>The namespaces. Required.</summary>
    public required ImmutableArray<NamespaceSpec> Namespaces { get; init; }
}
