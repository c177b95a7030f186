namespace Basecamp.Components.CertManager;

/// <summary>Where certificates come from: the value of <c>basecamp:platform.certificates</c>.</summary>
public sealed record CertificateSpec
{
    /// <summary>E-mail address for the ACME account; set it to get certificates from Let's Encrypt. Default null: only the cluster's own CA.</summary>
    public string? AcmeEmail { get; init; }
}
