using System.Collections.Immutable;

namespace Basecamp.Components.Network;

/// <summary>What an app may connect to, besides DNS.</summary>
public sealed record EgressSpec
{
    /// <summary>Pods of the cluster, which let it in by this. Default none.</summary>
    public IReadOnlyList<EgressPodsSpec> Pods { get; init; } = [];

    /// <summary>TCP ports of public addresses, e.g. 443. Default none.</summary>
    public IReadOnlyList<int> Internet { get; init; } = [];

    /// <summary>Servers in private networks. Default none.</summary>
    public IReadOnlyList<EgressNetworkSpec> Networks { get; init; } = [];

    /// <summary>Whether it may use the Kubernetes API; a service of basecamp's own then gets a token of its ServiceAccount. Default false.</summary>
    public bool ApiServer { get; init; }

    /// <summary>All of it but other pods, which are connections of their own.</summary>
    internal IEnumerable<NetworkRule> Rules
    {
        get
        {
            if (ApiServer)
                yield return NetworkRule.ToApiServer;
            if (Internet.Count > 0)
                yield return NetworkRule.ToInternet([.. Internet]);
            foreach (var network in Networks)
                yield return NetworkRule.ToNetworks($"allow-{network.Name}", [.. network.Cidrs], [.. network.Ports]);
        }
    }
}

/// <summary>Pods that an app may connect to.</summary>
public sealed record EgressPodsSpec
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
public sealed record EgressNetworkSpec
{
    /// <summary>What they are, a DNS label that becomes part of the policy's name, e.g. <c>nas</c>. Required.</summary>
    public required string Name { get; init; }

    /// <summary>Their CIDRs. Required, at least one.</summary>
    public required IReadOnlyList<string> Cidrs { get; init; }

    /// <summary>TCP ports of theirs. Required, at least one.</summary>
    public required IReadOnlyList<int> Ports { get; init; }
}
