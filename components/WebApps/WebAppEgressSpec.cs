using System.Collections.Immutable;
using Basecamp.Components.Network;

namespace Basecamp.Components.WebApps;

/// <summary>What an app may connect to, besides DNS.</summary>
public sealed record WebAppEgressSpec
{
    /// <summary>Pods of the cluster, which let it in by this. Default none.</summary>
    public IReadOnlyList<WebAppTargetSpec> Pods { get; init; } = [];

    /// <summary>TCP ports of public addresses, e.g. 443. Default none.</summary>
    public IReadOnlyList<int> Internet { get; init; } = [];

    /// <summary>Servers in private networks. Default none.</summary>
    public IReadOnlyList<WebAppNetworkSpec> Networks { get; init; } = [];

    /// <summary>Whether it may use the Kubernetes API; it then gets a token of its ServiceAccount. Default false.</summary>
    public bool ApiServer { get; init; }
}

/// <summary>Pods that an app may connect to.</summary>
public sealed record WebAppTargetSpec
{
    /// <summary>Their namespace. Required.</summary>
    public required string Namespace { get; init; }

    /// <summary>Labels that select them. Default: all pods of the namespace.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>TCP ports of theirs. Required, at least one.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    internal Peer.Pods Peer => new(Namespace, Labels.ToImmutableSortedDictionary(StringComparer.Ordinal));
}

/// <summary>Servers outside of the cluster, in a private network.</summary>
public sealed record WebAppNetworkSpec
{
    /// <summary>What they are, a DNS label that becomes part of the policy's name, e.g. <c>nas</c>. Required.</summary>
    public required string Name { get; init; }

    /// <summary>Their CIDRs. Required, at least one.</summary>
    public required IReadOnlyList<string> Cidrs { get; init; }

    /// <summary>TCP ports of theirs. Required, at least one.</summary>
    public required IReadOnlyList<int> Ports { get; init; }
}
