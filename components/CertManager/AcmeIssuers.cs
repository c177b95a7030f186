using System.Collections.Immutable;
using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;

namespace Basecamp.Components.CertManager;

/// <summary>Issuers for Let's Encrypt. Pure.</summary>
static class AcmeIssuers
{
    public const string Production = "letsencrypt";
    public const string Staging = "letsencrypt-staging";

    /// <summary>Secret with the DNS provider's credentials, in cert-manager's namespace.</summary>
    public const string CredentialsSecret = "dns01-credentials";

    /// <summary>Both services, whichever is used: switching back and forth registers no new account.</summary>
    public static IEnumerable<(string Name, ValueTree Spec)> For(AcmeSpec acme, RouteKind routes) =>
    [
        (Production, Issuer(acme, routes, Production, "https://acme-v02.api.letsencrypt.org/directory")),
        (Staging, Issuer(acme, routes, Staging, "https://acme-staging-v02.api.letsencrypt.org/directory")),
    ];

    /// <summary>The provider's credentials by key of the Secret.</summary>
    public static ImmutableSortedDictionary<string, Secret> Credentials(Dns01Spec dns)
    {
        var secrets = ImmutableSortedDictionary.CreateBuilder<string, Secret>(StringComparer.Ordinal);
        if (dns.Cloudflare is { } cloudflare)
            secrets["api-token"] = cloudflare.ApiToken;
        if (dns.DigitalOcean is { } digitalOcean)
            secrets["access-token"] = digitalOcean.Token;
        if (dns.Route53 is { } route53)
            (secrets["access-key-id"], secrets["secret-access-key"]) = (route53.AccessKeyId, route53.SecretAccessKey);
        if (dns.Rfc2136 is { } rfc2136)
            secrets["tsig-key"] = rfc2136.Key;
        return secrets.ToImmutable();
    }

    static ValueTree Issuer(AcmeSpec acme, RouteKind routes, string name, string server) => new()
    {
        ["acme.email"] = acme.Email,
        ["acme.server"] = server,
        ["acme.privateKeySecretRef.name"] = $"{name}-account",
        ["acme.solvers"] = new[] { acme.Dns01 is { } dns ? Dns01(dns) : Http01(routes) },
    };

    static ValueTree Dns01(Dns01Spec dns) => new()
    {
        ["dns01.cloudflare.apiTokenSecretRef"] = dns.Cloudflare is null ? null : KeyOf("api-token"),
        ["dns01.digitalocean.tokenSecretRef"] = dns.DigitalOcean is null ? null : KeyOf("access-token"),
        ["dns01.route53"] = dns.Route53 is not { } route53 ? null : new ValueTree
        {
            ["region"] = route53.Region,
            ["hostedZoneID"] = route53.HostedZoneId,
            ["accessKeyIDSecretRef"] = KeyOf("access-key-id"),
            ["secretAccessKeySecretRef"] = KeyOf("secret-access-key"),
        },
        ["dns01.rfc2136"] = dns.Rfc2136 is not { } rfc2136 ? null : new ValueTree
        {
            ["nameserver"] = $"{rfc2136.Nameserver}:53",
            // Over TCP, so that one rule for TCP port 53 lets the update through.
            ["protocol"] = "TCP",
            ["tsigKeyName"] = rfc2136.KeyName,
            ["tsigAlgorithm"] = rfc2136.Algorithm,
            ["tsigSecretSecretRef"] = KeyOf("tsig-key"),
        },
    };

    static ValueTree Http01(RouteKind routes) => routes == RouteKind.Gateway
        ? new()
        {
            ["http01.gatewayHTTPRoute.parentRefs"] = new[]
            {
                new ValueTree
                {
                    ["group"] = "gateway.networking.k8s.io",
                    ["kind"] = "Gateway",
                    ["name"] = HttpEntry.GatewayName,
                    ["namespace"] = HttpEntry.ControllerNamespace,
                },
            },
        }
        : new() { ["http01.ingress.ingressClassName"] = HttpEntry.IngressClass };

    static ValueTree KeyOf(string key) => new() { ["name"] = CredentialsSecret, ["key"] = key };
}
