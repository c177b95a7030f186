using Basecamp.Components.Parts;
using Basecamp.Components.Platform;

namespace Basecamp.Components.CertManager;

/// <summary>Arguments of <see cref="CertManager"/>.</summary>
public sealed class CertManagerArgs : PlatformComponentArgs
{
    /// <summary>Which certificates to issue. Default: a CA of the cluster's own.</summary>
    public CertificateSpec Certificates { get; init; } = new();

    /// <summary>Objects that lead an HTTP-01 challenge through the ingress controller. Default Ingress.</summary>
    public RouteKind Routes { get; init; }
}
