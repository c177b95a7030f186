namespace Basecamp.Components.CertManager;

/// <summary>Where certificates come from: the value of <c>basecamp:platform.certificates</c>. The cluster's own CA is always there.</summary>
public sealed record CertificateSpec
{
    /// <summary>Certificates that browsers trust, from Let's Encrypt. Default: none, the cluster's own CA signs.</summary>
    public AcmeSpec? Acme { get; init; }

    /// <summary>
    /// One certificate for all hosts of <c>domain</c>, which the ingress controller serves. Default true. With <c>acme</c> it needs
    /// <c>acme.dns01</c>; without that, every host gets a certificate of its own.
    /// </summary>
    public bool Wildcard { get; init; } = true;

    /// <summary>
    /// Namespaces that get a copy of the wildcard certificate besides the ingress controller's. Default empty. Whoever may read Secrets
    /// there can answer for every host of the domain.
    /// </summary>
    public IReadOnlyList<string> CopyTo { get; init; } = [];

    /// <summary>Whether one certificate serves all hosts.</summary>
    /// <param name="domain">The platform's domain.</param>
    public bool HasWildcard(string? domain) => Wildcard && domain is not null && Acme is null or { Dns01: not null };

    /// <summary>The ClusterIssuer that signs what people see.</summary>
    public string Issuer => Acme switch
    {
        null => CertManager.OwnIssuer,
        { Environment: AcmeEnvironment.Staging } => AcmeIssuers.Staging,
        _ => AcmeIssuers.Production,
    };
}
