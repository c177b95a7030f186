namespace Basecamp.Components.CertManager;

/// <summary>Certificates from Let's Encrypt.</summary>
public sealed record AcmeSpec
{
    /// <summary>E-mail address of the account. Required.</summary>
    public required string Email { get; init; }

    /// <summary>
    /// Which of Let's Encrypt's two services signs. Default <c>production</c>. Try new settings with <c>staging</c>: production signs the
    /// same set of names only 5 times in 7 days, and then nothing helps but waiting.
    /// </summary>
    public AcmeEnvironment Environment { get; init; } = AcmeEnvironment.Production;

    /// <summary>
    /// Proof of the domain by a DNS record. Default: proof by HTTP, for which Let's Encrypt must reach port 80 of the ingress controller
    /// from the internet, and which cannot get wildcard certificates.
    /// </summary>
    public Dns01Spec? Dns01 { get; init; }
}

/// <summary>Let's Encrypt's services.</summary>
public enum AcmeEnvironment
{
    /// <summary>Trusted by browsers, with strict limits.</summary>
    Production,

    /// <summary>Trusted by nobody, with generous limits.</summary>
    Staging,
}
