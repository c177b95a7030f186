using Basecamp.Components.Configuration;

namespace Basecamp.Components.ObjectStore;

/// <summary>An S3 store outside of this cluster: a NAS, another site, a cloud.</summary>
public sealed record ExternalStoreSpec
{
    /// <summary>Host and optional port, without scheme. Required.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Plain HTTP. Default false.</summary>
    public bool Insecure { get; init; }

    /// <summary>Region. Default <c>us-east-1</c>, which self-hosted stores accept.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>
    /// What bucket names start with: <c>home-</c> makes <c>home-postgres</c>, <c>home-velero</c> and so on, which must exist. Default: the
    /// cluster's name and a hyphen.
    /// </summary>
    public string? BucketPrefix { get; init; }

    /// <summary>Access key. Required.</summary>
    public required Secret AccessKey { get; init; }

    /// <summary>Secret key. Required.</summary>
    public required Secret SecretKey { get; init; }

    /// <summary>
    /// CIDRs of the store when it is in a private network, which pods may not reach otherwise. Default: the endpoint itself when it is an
    /// address, else none, and the store is looked for on the internet.
    /// </summary>
    public IReadOnlyList<string> Cidrs { get; init; } = [];

    /// <summary>PEM of the authority that signed the store's certificate. Default null: a public one.</summary>
    public string? CaCertificate { get; init; }
}
