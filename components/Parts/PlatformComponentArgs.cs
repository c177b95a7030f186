using System.Collections.Immutable;
using Basecamp.Components.Platform;
using Pulumi;

namespace Basecamp.Components.Parts;

/// <summary>Arguments that every component of the platform has.</summary>
public abstract class PlatformComponentArgs : ResourceArgs
{
    /// <summary>What the component builds on. Required.</summary>
    public required PlatformContext Platform { get; init; }

    /// <summary>Components that must be there before this one. Default none.</summary>
    public ImmutableArray<PlatformComponent> After { get; init; } = [];
}
