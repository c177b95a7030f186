using Basecamp.Components.Parts;

namespace Basecamp.Components.Flux;

/// <summary>Arguments of <see cref="Flux"/>.</summary>
public sealed class FluxArgs : PlatformComponentArgs
{
    /// <summary>Options. Default: locked down.</summary>
    public FluxSpec Flux { get; init; } = new();

    /// <summary>Whether the stack's own apps are read after the platform. Default false.</summary>
    public bool HasApps { get; init; }
}
