namespace Basecamp.Components.Workloads;

/// <summary>A port that pods listen on.</summary>
/// <param name="Name">Name of the container port.</param>
/// <param name="Number">Number, 1–65535.</param>
/// <param name="Protocol">Transport. Default TCP.</param>
public sealed record WorkloadPort(string Name, int Number, PortProtocol Protocol = PortProtocol.Tcp)
{
    /// <summary><c>8080/TCP</c>.</summary>
    public override string ToString() => $"{Number}/{Protocol.ToString().ToUpperInvariant()}";
}
