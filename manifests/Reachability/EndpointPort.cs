using System.Globalization;

namespace Basecamp.Manifests.Reachability;

/// <summary>A port that an endpoint listens on.</summary>
/// <param name="Number">1 to 65535, as seen on the pod, not on a Service: policies apply after the Service's address was replaced.</param>
/// <param name="Protocol">Default TCP.</param>
/// <param name="Name">Name of the container port, which policies may use instead of the number; null when it has none.</param>
public sealed record EndpointPort(int Number, NetworkProtocol Protocol = NetworkProtocol.Tcp, string? Name = null)
{
    /// <summary>1 to 65535.</summary>
    public int Number { get; } = Number is >= 1 and <= 65535
        ? Number
        : throw new ArgumentOutOfRangeException(nameof(Number), Number, "A port is a number from 1 to 65535.");

    /// <summary>A TCP port without name.</summary>
    public static implicit operator EndpointPort(int number) => FromInt32(number);

    /// <summary>A TCP port without name.</summary>
    public static EndpointPort FromInt32(int number) => new(number);

    /// <summary><c>5432/TCP</c>.</summary>
    public override string ToString() => Text(Number, Protocol);

    internal static string Text(int number, NetworkProtocol protocol) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}/{protocol.ToString().ToUpperInvariant()}");
}
