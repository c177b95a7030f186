using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Longhorn;

/// <summary>Arguments of <see cref="Longhorn"/>.</summary>
public sealed class LonghornArgs : PlatformComponentArgs
{
    /// <summary>What to set up. Default: everything at its default.</summary>
    public LonghornSpec Spec { get; init; } = new();

    /// <summary>Where backups go; required unless the specification's backups are null. Must be outside of the cluster.</summary>
    public S3Target? Store { get; init; }
}
