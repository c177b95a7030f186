using Basecamp.Components.Delivery;

namespace Basecamp.Components.CertManager;

/// <summary>Arguments of <see cref="CertManager"/>.</summary>
public sealed class CertManagerArgs : PlatformComponentArgs
{
    /// <summary>Which certificates to issue. Default: a CA of the cluster's own.</summary>
    public CertificateSpec Certificates { get; init; } = new();
}
