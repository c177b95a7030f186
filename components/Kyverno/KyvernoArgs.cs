using Basecamp.Components.Parts;

namespace Basecamp.Components.Kyverno;

/// <summary>Arguments of <see cref="Kyverno"/> and <see cref="KyvernoPolicies"/>.</summary>
public sealed class KyvernoArgs : PlatformComponentArgs
{
    /// <summary>The rules. Default: all in audit.</summary>
    public PolicySpec Policies { get; init; } = new();
}
