using System.Collections.Immutable;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Velero;

/// <summary>Arguments of <see cref="Velero"/>.</summary>
public sealed class VeleroArgs : PlatformComponentArgs
{
    /// <summary>When and what. Default: everything at its default.</summary>
    public VeleroSpec Spec { get; init; } = new();

    /// <summary>Where backups go. Required.</summary>
    public required S3Target Store { get; init; }

    /// <summary>Whether there is a storage driver with snapshots; without one, only objects are backed up. Default false.</summary>
    public bool HasSnapshots { get; init; }

    /// <summary>Storage classes of that driver. Default: none.</summary>
    public ImmutableArray<string> SnapshotClasses { get; init; } = [];

    /// <summary>Whether the cluster's default class is one of that driver's. Default false.</summary>
    public bool SnapshotsDefaultClass { get; init; }

    /// <summary>Namespaces whose content is backed up by other means. Default none.</summary>
    public ImmutableArray<string> BackedUpElsewhere { get; init; } = [];
}
