using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology;

/// <summary>How to log in to the machines.</summary>
public sealed record SshSpec
{
    /// <summary>User with password-less sudo, or root. Default <c>root</c>.</summary>
    public string User { get; init; } = "root";

    /// <summary>SSH port. Default 22.</summary>
    public int Port { get; init; } = 22;

    /// <summary>Private key (PEM or OpenSSH). Default: the SSH agent of the workstation.</summary>
    public Secret? PrivateKey { get; init; }

    /// <summary>Passphrase of the private key. Default: none.</summary>
    public Secret? PrivateKeyPassword { get; init; }

    /// <summary>Host that connections are made through. Default: none.</summary>
    public BastionSpec? Bastion { get; init; }
}
