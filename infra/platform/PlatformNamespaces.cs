using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;

namespace Basecamp.Infra.Platform;

/// <summary>Namespaces that a platform has, known before anything is registered.</summary>
public static class PlatformNamespaces
{
    /// <summary>Kubernetes' own, which every cluster has.</summary>
    public static ImmutableArray<string> OfKubernetes { get; } = ["default", "kube-node-lease", "kube-public", "kube-system"];

    /// <summary>Those of the platform's parts and of its settings' list, without <see cref="OfKubernetes"/>.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="engine">Who delivers.</param>
    public static ImmutableSortedSet<string> For(PlatformSettings settings, ClusterFacts cluster, DeliveryEngine engine)
    {
        var plan = PlatformParts.PlanOf(settings, cluster, engine);
        return [.. plan.Chosen.SelectMany(part => part.NamespacesIn(plan))];
    }
}
