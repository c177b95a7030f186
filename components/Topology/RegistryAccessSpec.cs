using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology;

/// <summary>Credentials and TLS of one registry.</summary>
public sealed record RegistryAccessSpec
{
    /// <summary>User. Default: anonymous.</summary>
    public string? Username { get; init; }

    /// <summary>Password or access token of the user.</summary>
    public Secret? Password { get; init; }

    /// <summary>File on the nodes with the authority that signed the registry's certificate.</summary>
    public string? CaFile { get; init; }

    /// <summary>Skip verification of the certificate. Default false.</summary>
    public bool InsecureSkipVerify { get; init; }
}
