using Basecamp.Components.Network;
using Basecamp.Components.Parts;

namespace Basecamp.Components.Ingress;

/// <summary>Arguments of <see cref="Traefik"/>.</summary>
public sealed class TraefikArgs : PlatformComponentArgs
{
    /// <summary>How HTTP gets in. Default: Ingress objects, any address.</summary>
    public IngressSpec Ingress { get; init; } = new();

    /// <summary>
    /// Name of a TLS Secret in <see cref="Traefik.NamespaceName"/> that serves hosts which have none of their own. Default null: a
    /// self-signed one that no browser trusts.
    /// </summary>
    public string? DefaultCertificate { get; init; }

    /// <summary>Pods that fetch challenges from themselves through the front door before they ask an ACME server to. Default null.</summary>
    public Peer.Pods? ChallengeChecker { get; init; }
}
