using Basecamp.Components.Configuration;

namespace Basecamp.Components.CertManager;

/// <summary>Who serves the domain's DNS, and how to change it. Exactly one.</summary>
public sealed record Dns01Spec
{
    /// <summary>Cloudflare. Default: not used.</summary>
    public CloudflareSpec? Cloudflare { get; init; }

    /// <summary>DigitalOcean. Default: not used.</summary>
    public DigitalOceanSpec? DigitalOcean { get; init; }

    /// <summary>Amazon Route 53. Default: not used.</summary>
    public Route53Spec? Route53 { get; init; }

    /// <summary>A DNS server that takes signed updates (RFC 2136), such as BIND, Knot or PowerDNS. Default: not used.</summary>
    public Rfc2136Spec? Rfc2136 { get; init; }

    /// <summary>How many are given.</summary>
    public int Count => new object?[] { Cloudflare, DigitalOcean, Route53, Rfc2136 }.Count(provider => provider is not null);
}

/// <summary>Cloudflare.</summary>
public sealed record CloudflareSpec
{
    /// <summary>API token with the permissions Zone:Read and DNS:Edit for the zone. Required.</summary>
    public required Secret ApiToken { get; init; }
}

/// <summary>DigitalOcean.</summary>
public sealed record DigitalOceanSpec
{
    /// <summary>Access token that may change domains. Required.</summary>
    public required Secret Token { get; init; }
}

/// <summary>Amazon Route 53.</summary>
public sealed record Route53Spec
{
    /// <summary>Access key. Required.</summary>
    public required Secret AccessKeyId { get; init; }

    /// <summary>Secret key. Required.</summary>
    public required Secret SecretAccessKey { get; init; }

    /// <summary>Region that requests are signed for. Default <c>us-east-1</c>.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Zone. Default: found by the domain, for which the key must be allowed to list zones.</summary>
    public string? HostedZoneId { get; init; }
}

/// <summary>A DNS server that takes signed updates.</summary>
public sealed record Rfc2136Spec
{
    /// <summary>Its IPv4 address. It must be the zone's primary. Required.</summary>
    public required string Nameserver { get; init; }

    /// <summary>Name of the TSIG key. Required.</summary>
    public required string KeyName { get; init; }

    /// <summary>The TSIG key, in base64 as the server has it. Required.</summary>
    public required Secret Key { get; init; }

    /// <summary>Its algorithm, in RFC 2136's spelling: <c>HMACSHA256</c> or <c>HMACSHA512</c>. Default <c>HMACSHA256</c>.</summary>
    public string Algorithm { get; init; } = "HMACSHA256";
}
