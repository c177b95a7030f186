using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Exposure;

/// <summary>Hosts that something is published at.</summary>
public static class PublishedHostRule
{
    /// <summary>What is wrong with a host, as the end of a sentence about the setting; null when nothing is.</summary>
    /// <param name="host">One label, or a full name.</param>
    /// <param name="domain">The platform's domain; null when nothing is published.</param>
    public static string? ProblemOf(string host, string? domain)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (!DnsNames.IsName(host))
            return $"is {Shown.Text(host)}, but a host is a DNS name: labels of {DnsNames.LabelRule}, joined by dots.";
        return host.Contains('.', StringComparison.Ordinal) && domain is not null && host != domain && !host.EndsWith($".{domain}", StringComparison.Ordinal)
            ? $"is {Shown.Text(host)}, which is not below the platform's domain {domain}: no certificate is made for it. Write a name below it, e.g. `shop`."
            : null;
    }
}
