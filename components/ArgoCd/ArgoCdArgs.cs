using Basecamp.Components.Parts;

namespace Basecamp.Components.ArgoCd;

/// <summary>Arguments of <see cref="ArgoCd"/>.</summary>
public sealed class ArgoCdArgs : PlatformComponentArgs
{
    /// <summary>Options. Default: the built-in admin.</summary>
    public ArgoCdSpec ArgoCd { get; init; } = new();

    /// <summary>Whether the stack's own apps are read after the platform. Default false.</summary>
    public bool HasApps { get; init; }
}
