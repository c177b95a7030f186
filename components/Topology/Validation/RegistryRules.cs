using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Image registries, as K3s' registries.yaml takes them.</summary>
static class RegistryRules
{
    const string Any = "*";

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (registries, at) = (topology.Registries, problems.At("registries"));
        foreach (var (host, mirror) in registries.Mirrors)
            Check(host, mirror, registries.EmbeddedMirror, at.At("mirrors").At(ConfigurationNames.EntryPath(host)));
        foreach (var (host, access) in registries.Access)
            Check(host, access, at.At("access").At(ConfigurationNames.EntryPath(host)));

        if (registries.EmbeddedMirror && registries.Mirrors.Count == 0)
        {
            at.Add("embeddedMirror", "is true, but it serves only registries listed under `mirrors`, and none is. Add `\"*\": {}` there "
                + "for all, "
                + "or single registries such as `docker.io: {}`.");
        }
        if (registries.SystemDefaultRegistry is { } registry && !DnsNames.IsHostAndPort(registry))
            at.Add("systemDefaultRegistry", $"is {Shown.Text(registry)}, but must be a host and optional port, such as "
                + "registry.lan:5000, without scheme and path.");
    }

    static void Check(string host, RegistryMirrorSpec mirror, bool embedded, Problems at)
    {
        CheckHost(host, at);
        if (mirror.Endpoints.Count == 0 && !embedded)
            at.Add("endpoints", "is empty, so nothing is mirrored. Add URLs to pull from, or set `embeddedMirror: true`.");
        foreach (var (index, endpoint) in mirror.Endpoints.Index())
        {
            if (!UrlText.IsPlainHttp(endpoint, out _, out var mistake))
                at.Add($"endpoints[{index}]", mistake.StartsWith("has a user", StringComparison.Ordinal) ? $"{mistake} Credentials go "
                    + "into `registries.access`." : mistake);
            else if (endpoint.EndsWith('/'))
                at.Add($"endpoints[{index}]", $"is {Shown.Text(endpoint)}, but paths are appended. Remove the slash at its end.");
            else if (mirror.Endpoints.Take(index).Contains(endpoint))
                at.Add($"endpoints[{index}]", $"is {Shown.Text(endpoint)} again. Remove one.");
        }
        foreach (var pattern in mirror.Rewrites.Keys.Where(pattern => !IsExpression(pattern)))
            at.At("rewrites").Add(ConfigurationNames.EntryPath(pattern), "is not a regular expression that Go and .NET read. Escape special "
                + "characters with `\\`.");
    }

    static void Check(string host, RegistryAccessSpec access, Problems at)
    {
        CheckHost(host, at);
        if (access.Password is not null && access.Username is null)
            at.Add("username", "is missing, but `password` is set. Registries that take only a token name the user in their manual, such "
                + "as oauth2 or token.");
        if (access.Username is not null && access.Password is null)
            at.Add("password", "is missing, but `username` is set. Add it, or remove both to pull anonymously.");
        if (access.CaFile is { } file && !AbsolutePath.IsValid(file))
            at.Add("caFile", $"is {Shown.Text(file)}, but {AbsolutePath.Rule.Split(", such as")[0]}, such as /etc/ssl/certs/registry.pem.");
        if (access is { InsecureSkipVerify: true, CaFile: not null })
            at.Add("insecureSkipVerify", "is true, but `caFile` is there to verify with. Remove one of the two.");
    }

    static void CheckHost(string host, Problems at)
    {
        if (host != Any && !DnsNames.IsHostAndPort(host))
            at.Add("", $"is {Shown.Text(host)}, but must be a registry's host and optional port as images name it, such as docker.io or "
                + "registry.lan:5000, or `\"*\"` for all.");
    }

    static bool IsExpression(string pattern)
    {
        try
        {
            // Without back-tracking .NET takes about what Go's RE2 takes.
            return new Regex(pattern, RegexOptions.NonBacktracking).Match("").Index == 0;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
