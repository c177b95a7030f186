using System.Collections.Immutable;
using Basecamp.Components.Network;

namespace Basecamp.Components.WebApps;

/// <summary>Pods that may connect to an app.</summary>
public sealed record WebAppClientSpec
{
    /// <summary>Their namespace. Required.</summary>
    public required string Namespace { get; init; }

    /// <summary>Labels that select them. Default: all pods of the namespace.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    internal Peer.Pods Peer => new(Namespace, Labels.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
