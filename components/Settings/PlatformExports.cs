using System.Collections.Immutable;
using Basecamp.Components.Cilium;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Platform;
using Basecamp.Components.Postgres;

namespace Basecamp.Components.Settings;

/// <summary>What the platform tier tells the tier above.</summary>
public static class PlatformExports
{
    /// <summary>The facts of valid settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="engine">Who delivers.</param>
    public static PlatformFacts FactsOf(PlatformSettings settings, ClusterFacts cluster, DeliveryEngine engine) => new()
    {
        Profile = settings.Profile,
        Delivery = engine,
        Git = engine == DeliveryEngine.Pulumi ? null : settings.Git,
        Domain = settings.Domain,
        Http = HttpOf(settings, cluster),
        Hosts = HostsOf(settings, HttpOf(settings, cluster), cluster),
        HasDefaultBackend = settings.Ingress?.DefaultBackend is not null,
        Monitoring = settings.Monitoring is not null,
        Runbooks = settings.Monitoring?.Runbooks ?? RunbookPages.Published,
        AlertsTriage = settings.Monitoring?.Alerts is not null,
        Keda = settings.Keda is not null,
        Rollouts = settings.Rollouts is not null,
        Velero = settings.Velero is not null,
        NotBackedUp = [.. settings.Velero?.Exclude ?? []],
        Snapshots = settings.Longhorn is not null,
        Valkey = settings.Valkey is not null,
        Postgres = settings.Postgres is not null,
        PostgresRoles = (settings.Postgres?.Clusters ?? new Dictionary<string, PostgresClusterSpec>()).ToImmutableSortedDictionary(
            each => each.Key, each => PostgresPlan.RoleNames(each.Value), StringComparer.Ordinal),
        PostgresDatabases = (settings.Postgres?.Clusters ?? new Dictionary<string, PostgresClusterSpec>()).ToImmutableSortedDictionary(
            each => each.Key, each => PostgresPlan.DatabasesOf(each.Value), StringComparer.Ordinal),
        Namespaces = [.. settings.Namespaces.Select(ns => ManagedNamespace.NameOf(ns.Name, ns.Tier))],
        PodLimits = settings.Namespaces.Where(ns => ns.MaxPods is not null)
            .DistinctBy(ns => ManagedNamespace.NameOf(ns.Name, ns.Tier))
            .ToImmutableSortedDictionary(ns => ManagedNamespace.NameOf(ns.Name, ns.Tier), ns => ns.MaxPods!.Value, StringComparer.Ordinal),
        AllNamespaces = [.. PlatformNamespaces.For(settings, cluster, engine)],
        MeasuresPods = cluster.MeasuresPods,
        HasBackups = settings.ObjectStore is not null,
        Classes = settings.Longhorn is null ? StorageClasses.Local : Longhorn.Longhorn.Classes,
    };

    static ImmutableSortedDictionary<string, string> HostsOf(PlatformSettings settings, HttpEntry? http, ClusterFacts cluster) =>
        http is not null && HubbleUi.IsPublished(settings.Cilium, http, cluster)
            ? ImmutableSortedDictionary<string, string>.Empty.Add(http.NameOf(HubbleUi.Host), "hubble-ui")
            : ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The entry of a platform; null where nothing is published.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="cluster">The cluster.</param>
    public static HttpEntry? HttpOf(PlatformSettings settings, ClusterFacts cluster) =>
        settings is { Ingress: { } ingress, Domain: { } domain } && cluster.Ingress == IngressChoice.Platform
            ? new()
            {
                Domain = domain,
                Routes = ingress.Routes,
                IssuerPerHost = settings.Certificates is { } certificates && !certificates.HasWildcard(domain) ? certificates.Issuer : null,
            }
            : null;
}
