using Pulumi;

namespace Basecamp.Sdk.Tests.Samples;

/// <summary>An open enum, as generated packages declare them.</summary>
[EnumType]
readonly struct Size : IEquatable<Size>
{
    readonly string value;

    Size(string value) => this.value = value;

    public static Size Small { get; } = new("small");

    public static Size Large { get; } = new("large");

    public static explicit operator string(Size size) => size.value;

    public static bool operator ==(Size left, Size right) => left.Equals(right);

    public static bool operator !=(Size left, Size right) => !left.Equals(right);

    public bool Equals(Size other) => value == other.value;

    public override bool Equals(object? obj) => obj is Size other && Equals(other);

    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => value;
}

enum Level
{
    Low = 1,
    High = 3,
}
