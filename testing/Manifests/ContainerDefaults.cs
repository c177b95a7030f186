using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Testing.Manifests;

/// <summary>What containers ask for that say nothing: the LimitRanges of their namespaces.</summary>
public sealed class ContainerDefaults
{
    readonly Dictionary<string, (double Cores, double Bytes)> byNamespace;

    ContainerDefaults(Dictionary<string, (double Cores, double Bytes)> byNamespace) => this.byNamespace = byNamespace;

    /// <summary>Reads the LimitRanges of a stack.</summary>
    public static ContainerDefaults Of(KubernetesManifests manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        var found = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        foreach (var range in manifests.Objects.Where(each => each is { ApiVersion: "v1", Kind: "LimitRange", Namespace: not null }))
            foreach (var limit in range.Body.Map("spec").Maps("limits").Where(limit => limit.Text("type") == "Container"))
                found[range.Namespace!] = (Amount(limit, "cpu"), Amount(limit, "memory"));
        return new(found);
    }

    // A LimitRange without requests gives its limits for them, as the API server does.
    static double Amount(ImmutableDictionary<string, object> limit, string resource) =>
        ResourceQuantity.TryParse(limit.Map("defaultRequest").GetValueOrDefault(resource) ?? limit.Map("default").GetValueOrDefault(resource), out var amount) ? amount : 0;

    /// <summary>CPU in cores and memory in bytes of a container in a namespace; 0 where none is given.</summary>
    public (double Cores, double Bytes) Of(string? ns) => ns is not null && byNamespace.TryGetValue(ns, out var found) ? found : (0, 0);
}
