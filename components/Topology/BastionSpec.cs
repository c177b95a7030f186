using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology;

/// <summary>A host that SSH connections are made through.</summary>
public sealed record BastionSpec
{
    /// <summary>Address or name. Required.</summary>
    public required string Host { get; init; }

    /// <summary>SSH port. Default 22.</summary>
    public int Port { get; init; } = 22;

    /// <summary>User. Default <c>root</c>.</summary>
    public string User { get; init; } = "root";

    /// <summary>Private key. Default: the nodes' key.</summary>
    public Secret? PrivateKey { get; init; }

    /// <summary>SSH host key as in known_hosts, without the host. Default: not verified.</summary>
    public string? HostKey { get; init; }
}
