using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>What a pod asks its node for, as the scheduler adds it up.</summary>
/// <remarks>Source: <see href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers"/>.</remarks>
static class PodRequest
{
    /// <summary>All containers together, or the largest of those that run before them, and the overhead of the runtime.</summary>
    public static double Of(ImmutableDictionary<string, object> spec, string resource)
    {
        double sidecars = 0, start = 0;
        foreach (var container in spec.Maps("initContainers"))
        {
            if (container.Text("restartPolicy") == "Always")
                sidecars += Request(container, resource);
            start = Math.Max(start, sidecars + (container.Text("restartPolicy") == "Always" ? 0 : Request(container, resource)));
        }
        var running = spec.Maps("containers").Sum(container => Request(container, resource)) + sidecars;
        return Math.Max(running, start) + (ResourceQuantity.TryParse(spec.At("overhead", resource), out var overhead) ? overhead : 0);
    }

    /// <summary>Every resource that it asks for.</summary>
    public static IEnumerable<string> Names(ImmutableDictionary<string, object> spec) => spec.Maps("initContainers").Concat(spec.Maps("containers"))
        .SelectMany(container => container.Map("resources", "requests").Keys.Concat(container.Map("resources", "limits").Keys))
            .Distinct(StringComparer.Ordinal);

    // A limit without a request is the request.
    static double Request(ImmutableDictionary<string, object> container, string resource) =>
        ResourceQuantity.TryParse(container.At("resources", "requests", resource) ?? container.At("resources", "limits", resource), out var amount) ? amount
            : 0;

    /// <summary>An amount for people: <c>250m</c>, <c>1.5</c>, <c>512 MiB</c>.</summary>
    public static string Shown(string resource, double amount)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        if (resource == "cpu")
            return amount < 1 ? string.Create(culture, $"{amount * 1000:0}m CPU") : string.Create(culture, $"{amount:0.##} CPUs");
        if (resource is "memory" or "ephemeral-storage" || resource.StartsWith("hugepages-", StringComparison.Ordinal))
            return amount < 1 << 30 ? string.Create(culture, $"{amount / (1 << 20):0} MiB") : string.Create(culture, $"{amount / (1 << 30):0.#} GiB");
        return string.Create(culture, $"{amount:0} {resource}");
    }
}
