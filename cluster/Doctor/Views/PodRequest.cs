using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Views;

/// <summary>The resources that a pod asks its node for, and how amounts of them are shown.</summary>
static class PodRequest
{
    /// <summary>Every resource that it asks for.</summary>
    public static IEnumerable<string> Names(ImmutableDictionary<string, object> spec) => spec.Maps("initContainers").Concat(spec.Maps("containers"))
        .SelectMany(container => container.Map("resources", "requests").Keys.Concat(container.Map("resources", "limits").Keys))
            .Distinct(StringComparer.Ordinal);

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
