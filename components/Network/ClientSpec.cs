using System.Collections.Immutable;

namespace Basecamp.Components.Network;

/// <summary>Pods that may connect.</summary>
public sealed record ClientSpec
{
    /// <summary>Their namespace. Required.</summary>
    public required string Namespace { get; init; }

    /// <summary>Labels that select them. Default: all pods of the namespace.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    internal Peer.Pods Peer => new(Namespace, Labels.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
