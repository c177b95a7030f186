using Basecamp.Components.CertManager;
using Basecamp.Components.Configuration;
using Basecamp.Components.Ingress;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Settings;

/// <summary>Which certificates can be had, and where they go.</summary>
static class CertificateRules
{
    static readonly string[] Served = [CertManager.CertManager.NamespaceName, Traefik.NamespaceName];

    public static void Check(PlatformSettings settings, Problems problems)
    {
        if (settings.Domain is { } domain && !DnsNames.IsName(domain))
            problems.Add("domain", $"is {Shown.Text(domain)}, but must be a DNS name: {DnsNames.LabelRule}, joined by dots, without scheme and port.");
        if (settings.Certificates is not { } certificates)
            return;
        var at = problems.At("certificates");
        if (certificates.Acme is { } acme)
            CheckAcme(acme, settings, at.At("acme"));
        CheckCopies(certificates, settings.Domain, at);
    }

    static void CheckAcme(AcmeSpec acme, PlatformSettings settings, Problems at)
    {
        if (!acme.Email.Contains('@', StringComparison.Ordinal))
            at.Add("email", $"is {Shown.Text(acme.Email)}, but must be an e-mail address, such as admin@example.com.");
        if (settings.Domain is null)
            at.Add("", "is set, but `domain` is not: there is nothing to prove. Set `domain:`, or remove `acme:`.");
        if (acme.Dns01 is not { } dns)
        {
            if (settings.Ingress is null)
                at.Add("", "proves the domain by HTTP, which goes through the ingress controller, but there is none. Add `ingress: {}`, or prove it by `dns01:`.");
            return;
        }
        if (dns.Count != 1)
            at.Add("dns01", $"names {dns.Count} providers, but exactly one serves the domain. Give one of: cloudflare, digitalOcean, route53, rfc2136.");
        if (dns.Rfc2136 is { } rfc2136 && (!IpText.TryParse(rfc2136.Nameserver, out var address) || address.IsIPv6()))
            at.Add("dns01.rfc2136.nameserver", $"is {Shown.Text(rfc2136.Nameserver)}, but must be an IPv4 address without port, such as 192.168.1.53.");
    }

    static void CheckCopies(CertificateSpec certificates, string? domain, Problems at)
    {
        if (certificates.CopyTo.Count > 0 && !certificates.HasWildcard(domain))
            at.Add("copyTo", "is set, but there is no wildcard certificate to copy: it needs `domain`, `wildcard: true` and, with `acme`, `acme.dns01`. Remove it, or add those.");
        foreach (var (index, ns) in certificates.CopyTo.Index())
        {
            if (!DnsNames.IsLabel(ns))
                at.Add($"copyTo[{index}]", $"is {Shown.Text(ns)}, but must be the name of a namespace: {DnsNames.LabelRule}. Patterns are not allowed: they would copy the key to namespaces that nobody listed.");
            else if (Served.Contains(ns) || certificates.CopyTo.Take(index).Contains(ns))
                at.Add($"copyTo[{index}]", $"is {Shown.Text(ns)}, which has the certificate already. Remove it.");
        }
    }
}
