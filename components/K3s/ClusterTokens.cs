using Basecamp.Components.Configuration;
using Pulumi;
using Pulumi.Random;

namespace Basecamp.Components.K3s;

/// <summary>
/// The secrets that nodes join with: one for servers, another for agents. The servers' one also encrypts the certificate authorities inside
/// every etcd snapshot: without it no snapshot can be restored (k3s#4640).
/// </summary>
public sealed class ClusterTokens : ComponentResource
{
    /// <summary>The servers' secret.</summary>
    [Output("server")] public Output<string> Server { get; }

    /// <summary>The agents' secret.</summary>
    [Output("agent")] public Output<string> Agent { get; }

    /// <summary>Generates the secrets, or takes over the one of an existing cluster.</summary>
    public ClusterTokens(string name, ClusterTokensArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:ClusterTokens", name, args, options)
    {
        Server = args.Server is { } known
            ? Output.CreateSecret(known.Reveal())
            : Output.CreateSecret(Generate($"{name}-server"));
        Agent = Output.CreateSecret(Generate($"{name}-agent"));
        RegisterOutputs();
    }

    // Letters and digits only: the token travels through a file, a URL path and a bash script's stdin.
    Output<string> Generate(string name) => new RandomPassword(
        name, new() { Length = 48, Special = false }, new() { Parent = this, AdditionalSecretOutputs = { "result" } }).Result;
}

/// <summary>Arguments of <see cref="ClusterTokens"/>.</summary>
public sealed class ClusterTokensArgs : ResourceArgs
{
    /// <summary>The server token of an existing cluster. Default: generated.</summary>
    public Secret? Server { get; init; }
}
