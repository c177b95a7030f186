using Basecamp.Components.Parts;

namespace Basecamp.Components.Cilium;

/// <summary>Arguments of <see cref="Cilium"/>.</summary>
public sealed class CiliumArgs : PlatformComponentArgs
{
    /// <summary>Options. Default <see cref="CiliumSpec"/>'s.</summary>
    public CiliumSpec Spec { get; init; } = new();
}
