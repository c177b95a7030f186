using System.Collections.Immutable;
using Basecamp.Components.Network;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Postgres;

/// <summary>Arguments of <see cref="PostgresCluster"/>.</summary>
public sealed class PostgresClusterArgs : PlatformComponentArgs
{
    /// <summary>What the cluster is like. Required.</summary>
    public required PostgresClusterSpec Spec { get; init; }

    /// <summary>Where it is archived; required unless the specification's backup is null.</summary>
    public S3Target? Store { get; init; }

    /// <summary>Storage class of all volumes. Default null: the cluster's default class.</summary>
    public string? StorageClass { get; init; }

    /// <summary>
    /// An existing namespace to live in, an app's own. Default null: a namespace <c>&lt;name&gt;-core</c> of its own.
    /// </summary>
    public string? Namespace { get; init; }

    /// <summary>Pods that may connect, besides those of the specification. Their own namespaces must let them out. Default none.</summary>
    public ImmutableArray<Peer.Pods> AllowFrom { get; init; } = [];
}
