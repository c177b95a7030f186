using Basecamp.Components.Parts;

namespace Basecamp.Components.Valkey;

/// <summary>Arguments of <see cref="Valkey"/>.</summary>
public sealed class ValkeyArgs : PlatformComponentArgs
{
    /// <summary>How large it is, and who may connect. Default: 256 MiB, nobody.</summary>
    public ValkeySpec Spec { get; init; } = new();

    /// <summary>Storage class of its disks. Default null: the cluster's default class.</summary>
    public string? StorageClass { get; init; }
}
