using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;

namespace Basecamp.Components.K3s.Config;

/// <summary>K3s' <c>registries.yaml</c>.</summary>
public static class RegistriesYaml
{
    /// <summary>The file's text with its secrets; null when the topology names no registry.</summary>
    public static string? For(RegistrySpec registries) => Write(registries, secret => secret.Reveal());

    /// <summary>The file's text with <paramref name="instead"/> in place of every secret.</summary>
    public static string? Redacted(RegistrySpec registries, string instead) => Write(registries, _ => instead);

    static string? Write(RegistrySpec registries, Func<Secret, string> reveal)
    {
        if (registries.Mirrors.Count == 0 && registries.Access.Count == 0)
            return null;
        var file = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        if (registries.Mirrors.Count > 0)
            file["mirrors"] = Sorted(registries.Mirrors, Mirror);
        if (registries.Access.Count > 0)
            file["configs"] = Sorted(registries.Access, access => Access(access, reveal));
        return K3sYaml.Serialize(file);
    }

    static OrderedDictionary<string, object> Mirror(RegistryMirrorSpec mirror)
    {
        var entry = new OrderedDictionary<string, object>();
        if (mirror.Endpoints.Count > 0)
            entry["endpoint"] = mirror.Endpoints;
        if (mirror.Rewrites.Count > 0)
            entry["rewrite"] = Sorted<string>(mirror.Rewrites, replacement => replacement);
        return entry;
    }

    static OrderedDictionary<string, object> Access(RegistryAccessSpec access, Func<Secret, string> reveal)
    {
        var entry = new OrderedDictionary<string, object>();
        if (access.Username is not null || access.Password is not null)
        {
            // There is no `token` key, although K3s' documentation names one: it is silently ignored.
            var auth = new OrderedDictionary<string, object>();
            if (access.Username is not null)
                auth["username"] = access.Username;
            if (access.Password is not null)
                auth["password"] = reveal(access.Password);
            entry["auth"] = auth;
        }
        if (access.CaFile is not null || access.InsecureSkipVerify)
        {
            var tls = new OrderedDictionary<string, object>();
            if (access.CaFile is not null)
                tls["ca_file"] = access.CaFile;
            if (access.InsecureSkipVerify)
                tls["insecure_skip_verify"] = true;
            entry["tls"] = tls;
        }
        return entry;
    }

    static OrderedDictionary<string, object> Sorted<T>(IReadOnlyDictionary<string, T> entries, Func<T, object> write)
    {
        var sorted = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (host, entry) in entries.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            sorted[host] = write(entry);
        return sorted;
    }
}
