using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Manifests.Pods;

/// <summary>What a pod asks its node for, as the scheduler adds it up.</summary>
/// <remarks>Source: <see href="https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers"/>.</remarks>
public static class PodAmounts
{
    /// <summary>All containers together, or the largest of those that run before them, and the overhead of the runtime. Cores, bytes, or pieces.</summary>
    /// <param name="spec">The pod's <c>spec</c>.</param>
    /// <param name="resource">Name, e.g. <c>cpu</c>.</param>
    /// <param name="otherwise">What a container asks for that says nothing of it. Default 0.</param>
    public static double Of(ImmutableDictionary<string, object> spec, string resource, double otherwise = 0)
    {
        ArgumentNullException.ThrowIfNull(spec);
        double sidecars = 0, start = 0;
        foreach (var container in spec.Maps("initContainers"))
        {
            var asked = Request(container, resource) ?? otherwise;
            if (IsSidecar(container))
                sidecars += asked;
            start = Math.Max(start, sidecars + (IsSidecar(container) ? 0 : asked));
        }
        var running = spec.Maps("containers").Sum(container => Request(container, resource) ?? otherwise) + sidecars;
        return Math.Max(running, start) + (ResourceQuantity.TryParse(spec.At("overhead", resource), out var overhead) ? overhead : 0);
    }

    /// <summary>Whether every container that stays says how much of a resource it asks for.</summary>
    /// <param name="spec">The pod's <c>spec</c>.</param>
    /// <param name="resource">Name, e.g. <c>cpu</c>.</param>
    public static bool AreWritten(ImmutableDictionary<string, object> spec, string resource)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Maps("initContainers").Where(IsSidecar).Concat(spec.Maps("containers")).All(container => Request(container, resource) is not null);
    }

    // An init container that stays.
    static bool IsSidecar(ImmutableDictionary<string, object> container) => container.Text("restartPolicy") == "Always";

    // A limit without a request is the request.
    static double? Request(ImmutableDictionary<string, object> container, string resource) =>
        ResourceQuantity.TryParse(container.At("resources", "requests", resource) ?? container.At("resources", "limits", resource), out var amount)
            ? amount
            : null;
}
