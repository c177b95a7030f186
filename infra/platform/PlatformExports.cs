using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;

namespace Basecamp.Infra.Platform;

/// <summary>What the platform tier tells the tier above, besides the values that are known only once it is registered (<see cref="PlatformServices"/>).</summary>
public static class PlatformExports
{
    /// <summary>The facts of valid settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="engine">Who delivers.</param>
    public static PlatformFacts FactsOf(PlatformSettings settings, ClusterFacts cluster, DeliveryEngine engine)
    {
        var plan = PlatformParts.PlanOf(settings, cluster, engine);
        var facts = new PlatformFacts
        {
            Profile = settings.Profile,
            Delivery = engine,
            Git = engine == DeliveryEngine.Pulumi ? null : settings.Git,
            Domain = settings.Domain,
            Http = plan.Http,
            Hosts = plan.Chosen.SelectMany(part => part.HostsIn(plan).Select(host => (Host: plan.Http!.NameOf(host), part.Name)))
                .ToImmutableSortedDictionary(page => page.Host, page => page.Name, StringComparer.Ordinal),
            AllNamespaces = [.. PlatformNamespaces.For(settings, cluster, engine)],
            MeasuresPods = cluster.MeasuresPods,
            HasBackups = settings.ObjectStore is not null,
        };
        return plan.Chosen.Aggregate(facts, (known, part) => part.Describe(known, plan));
    }

    /// <summary>How HTTP gets into a platform; null where nothing is published.</summary>
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
