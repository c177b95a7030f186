using System.Collections.Immutable;
using Basecamp.Components.Namespaces;

namespace Basecamp.Components.Settings;

/// <summary>What of a platform Velero leaves alone.</summary>
public static class VeleroScope
{
    /// <summary>Namespaces whose content is backed up by other means, or is no more than copies: databases, Longhorn, the store in the cluster.</summary>
    public static ImmutableArray<string> BackedUpElsewhere(this PlatformSettings settings)
    {
        var namespaces = ImmutableArray.CreateBuilder<string>();
        if (settings.Longhorn is not null)
            namespaces.Add(Longhorn.Longhorn.NamespaceName);
        if (settings.ObjectStore?.InCluster is not null)
            namespaces.Add(SeaweedFs.SeaweedFs.NamespaceName);
        if (settings.Postgres is { } postgres)
            namespaces.AddRange(postgres.Clusters.Where(cluster => cluster.Value.Backup is not null)
                .Select(cluster => ManagedNamespace.NameOf(cluster.Key, NamespaceTier.Core)));
        return namespaces.ToImmutable();
    }
}
