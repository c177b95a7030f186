using Basecamp.Components.Configuration;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.CertManager;

/// <summary>Which certificates can be had, and where they go.</summary>
static class CertificateRules
{
    static readonly string[] Served = [CertManager.NamespaceName, HttpEntry.ControllerNamespace];

    public static IEnumerable<Need> NeedsIn(PlatformPlan plan)
    {
        if (plan.Section<CertificateSpec>() is not { } certificates)
            yield break;
        if (certificates.Acme is { } acme)
        {
            yield return new("certificates.acme", "domain", plan.Domain is not null, "is set, but `domain` is not: there is nothing to prove. Set `domain:`, or remove `acme:`.");
            if (acme.Dns01 is null)
                yield return new(
                    "certificates.acme", "ingress", plan.IsOn("ingress"),
                    "proves the domain by HTTP, which goes through the ingress controller, but there is none. Add `ingress: {}`, or prove it by `dns01:`.");
        }
        if (certificates.CopyTo.Count > 0)
            yield return new(
                "certificates.copyTo", "domain", certificates.HasWildcard(plan.Domain),
                "is set, but there is no wildcard certificate to copy: it needs `domain`, `wildcard: true` and, with `acme`, `acme.dns01`. Remove it, or add those.");
    }

    public static void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Domain is { } domain && !DnsNames.IsName(domain))
            problems.Add("domain", $"is {Shown.Text(domain)}, but must be a DNS name: {DnsNames.LabelRule}, joined by dots, without scheme and port.");
        if (plan.Section<CertificateSpec>() is not { } certificates)
            return;
        var at = problems.At("certificates");
        if (certificates.Acme is { } acme)
            CheckAcme(acme, at.At("acme"));
        CheckCopies(certificates, at);
    }

    static void CheckAcme(AcmeSpec acme, Problems at)
    {
        if (!acme.Email.Contains('@', StringComparison.Ordinal))
            at.Add("email", $"is {Shown.Text(acme.Email)}, but must be an e-mail address, such as admin@example.com.");
        if (acme.Dns01 is not { } dns)
            return;
        if (dns.Count != 1)
            at.Add("dns01", $"names {dns.Count} providers, but exactly one serves the domain. Give one of: cloudflare, digitalOcean, route53, rfc2136.");
        if (dns.Rfc2136 is { } rfc2136 && (!IpText.TryParse(rfc2136.Nameserver, out var address) || address.IsIPv6()))
            at.Add("dns01.rfc2136.nameserver", $"is {Shown.Text(rfc2136.Nameserver)}, but must be an IPv4 address without port, such as 192.168.1.53.");
    }

    static void CheckCopies(CertificateSpec certificates, Problems at)
    {
        foreach (var (index, ns) in certificates.CopyTo.Index())
        {
            if (!DnsNames.IsLabel(ns))
                at.Add($"copyTo[{index}]", $"is {Shown.Text(ns)}, but must be the name of a namespace: {DnsNames.LabelRule}. Patterns are not allowed: they would copy the key to namespaces that nobody listed.");
            else if (Served.Contains(ns) || certificates.CopyTo.Take(index).Contains(ns))
                at.Add($"copyTo[{index}]", $"is {Shown.Text(ns)}, which has the certificate already. Remove it.");
        }
    }
}
