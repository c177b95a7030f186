using Basecamp.Components.Network;
using Pulumi;

namespace Basecamp.Components.Valkey;

/// <summary>The platform's cache, as an app of the same stack or another one uses it.</summary>
/// <param name="Password">Password of the user <c>default</c>, the only one, as a secret.</param>
public sealed record ValkeyService(Output<string> Password)
{
    /// <summary>Host of the primary, in the cluster.</summary>
    public const string Host = $"valkey.{Valkey.NamespaceName}.svc";

    /// <summary>The only user.</summary>
    public const string User = ValkeyValues.User;

    /// <summary>Its port.</summary>
    public const int Port = 6379;

    /// <summary>Its pods: the target of a connection.</summary>
    public static Peer.Pods Pods => Valkey.Pods;
}
