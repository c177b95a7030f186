using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Network;
using Basecamp.Components.Platform;
using Pulumi;

namespace Basecamp.Components.Namespaces;

/// <summary>Arguments of <see cref="ManagedNamespace"/>.</summary>
public sealed class ManagedNamespaceArgs : ResourceArgs
{
    /// <summary>Name without the tier's suffix: a DNS label. Required.</summary>
    public required string Name { get; init; }

    /// <summary>Whom it serves, which decides the suffix. Default <see cref="NamespaceTier.System"/>.</summary>
    public NamespaceTier Tier { get; init; } = NamespaceTier.System;

    /// <summary>Pod Security level. Default restricted; anything else states its reason.</summary>
    public PodSecurity PodSecurity { get; init; } = PodSecurity.Restricted;

    /// <summary>Traffic that is allowed besides DNS and, unless switched off, pods of the same namespace. Default none.</summary>
    public ImmutableArray<NetworkRule> Rules { get; init; } = [];

    /// <summary>Whether pods of the namespace may talk to each other. Default true.</summary>
    public bool AllowSameNamespace { get; init; } = true;

    /// <summary>Whether losing the namespace loses data: then deleting it only forgets it. Default false.</summary>
    public bool HoldsState { get; init; }

    /// <summary>LoadBalancer Services it may have. Default 0.</summary>
    public int LoadBalancers { get; init; }

    /// <summary>Pods it may have; null for no limit, as DaemonSets on growing clusters need. Default 100.</summary>
    public int? MaxPods { get; init; } = 100;

    /// <summary>Further hard limits of the quota, by resource. Default none.</summary>
    public ImmutableSortedDictionary<string, string> Quota { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What containers get and may have. Default null: small requests for those that state none, and no limit.</summary>
    public ContainerLimits? Limits { get; init; }

    /// <summary>Further labels, e.g. for admission webhooks. Default none.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the namespace builds on. Filled in by a component; required otherwise.</summary>
    public PlatformContext? Platform { get; init; }

    internal DeliveryUnit? Unit { get; private init; }

    internal ManagedNamespaceArgs In(DeliveryUnit unit, PlatformContext platform) => new()
    {
        Name = Name,
        Tier = Tier,
        PodSecurity = PodSecurity,
        Rules = Rules,
        AllowSameNamespace = AllowSameNamespace,
        HoldsState = HoldsState,
        LoadBalancers = LoadBalancers,
        MaxPods = MaxPods,
        Quota = Quota,
        Limits = Limits,
        Labels = Labels,
        Platform = platform,
        Unit = unit,
    };
}
