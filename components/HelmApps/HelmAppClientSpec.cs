using System.Collections.Immutable;
using Basecamp.Components.Network;

namespace Basecamp.Components.HelmApps;

/// <summary>Pods that may connect to an app.</summary>
public sealed record HelmAppClientSpec
{
    /// <summary>Their namespace. Required.</summary>
    public required string Namespace { get; init; }

    /// <summary>Labels that select them. Default: all pods of the namespace.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>TCP ports of the app's pods. Required, at least one.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    internal Peer.Pods Peer => new(Namespace, Labels.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
