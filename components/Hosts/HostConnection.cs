using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Pulumi;
using Pulumi.Command.Remote.Inputs;

namespace Basecamp.Components.Hosts;

/// <summary>How one machine is reached over SSH.</summary>
public sealed class HostConnection
{
    // Two minutes for a machine that boots, and the same bound for one that is gone: a delete must not hang on it.
    const int DialErrorLimit = 8;
    const int PerDialTimeoutSeconds = 15;

    /// <summary>Host name or address that is dialled.</summary>
    public required string Host { get; init; }

    /// <summary>SSH port. Default 22.</summary>
    public int Port { get; init; } = 22;

    /// <summary>User with password-less sudo, or root.</summary>
    public required string User { get; init; }

    /// <summary>Private key. Null: the workstation's SSH agent.</summary>
    public Input<string>? PrivateKey { get; init; }

    /// <summary>Passphrase of the key.</summary>
    public Input<string>? PrivateKeyPassword { get; init; }

    /// <summary>Host key; null leaves it unverified.</summary>
    public string? HostKey { get; init; }

    /// <summary>Host the connection is made through.</summary>
    public HostConnection? Bastion { get; init; }

    /// <summary>The connection that the topology declares for <paramref name="node"/>.</summary>
    public static HostConnection To(NodeSpec node, SshSpec ssh) => new()
    {
        Host = node.SshHost ?? node.Address,
        Port = ssh.Port,
        User = ssh.User,
        PrivateKey = Secret(ssh.PrivateKey),
        PrivateKeyPassword = Secret(ssh.PrivateKeyPassword),
        HostKey = node.HostKey,
        Bastion = ssh.Bastion is not { } bastion ? null : new HostConnection
        {
            Host = bastion.Host,
            Port = bastion.Port,
            User = bastion.User,
            PrivateKey = Secret(bastion.PrivateKey ?? ssh.PrivateKey),
            PrivateKeyPassword = bastion.PrivateKey is null ? Secret(ssh.PrivateKeyPassword) : null,
            HostKey = bastion.HostKey,
        },
    };

    /// <summary>The arguments of a remote command. Made anew for each one, because Pulumi's argument objects are mutable.</summary>
    internal ConnectionArgs ToArgs()
    {
        var args = new ConnectionArgs
        {
            Host = Host,
            Port = Port,
            User = User,
            DialErrorLimit = DialErrorLimit,
            PerDialTimeout = PerDialTimeoutSeconds,
        };
        if (PrivateKey is not null)
            args.PrivateKey = PrivateKey;
        if (PrivateKeyPassword is not null)
            args.PrivateKeyPassword = PrivateKeyPassword;
        if (HostKey is not null)
            args.HostKey = HostKey;
        if (Bastion is not null)
            args.Proxy = Bastion.ToProxyArgs();
        return args;
    }

    ProxyConnectionArgs ToProxyArgs()
    {
        var args = new ProxyConnectionArgs
        {
            Host = Host,
            Port = Port,
            User = User,
            DialErrorLimit = DialErrorLimit,
            PerDialTimeout = PerDialTimeoutSeconds,
        };
        if (PrivateKey is not null)
            args.PrivateKey = PrivateKey;
        if (PrivateKeyPassword is not null)
            args.PrivateKeyPassword = PrivateKeyPassword;
        if (HostKey is not null)
            args.HostKey = HostKey;
        return args;
    }

    static Input<string>? Secret(Secret? secret) => secret is null ? null : (Input<string>)Output.CreateSecret(secret.Reveal());
}
