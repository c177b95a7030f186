using System.Diagnostics;

namespace Basecamp.Components.Configuration;

/// <summary>
/// A value that must not be shown: printing it gives <c>[secret]</c>, reading it is the visible call <see cref="Reveal"/>.
/// </summary>
[DebuggerDisplay("[secret]")]
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>What stands in for a secret that cannot be decrypted, and what every secret prints as.</summary>
    public const string Placeholder = "[secret]";

    readonly string value;

    /// <summary>Wraps <paramref name="value"/>.</summary>
    public Secret(string value) => this.value = value;

    /// <summary>True when the value is the placeholder of an offline run, in which secrets cannot be decrypted.</summary>
    public bool IsPlaceholder => value == Placeholder;

    /// <summary>The value itself. Pass it only to <c>Output.CreateSecret</c>.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => Placeholder;
}
