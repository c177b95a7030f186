using System.Collections.Immutable;
using Basecamp.Components.ArgoCd;
using Basecamp.Components.Calico;
using Basecamp.Components.CertManager;
using Basecamp.Components.Cilium;
using Basecamp.Components.Clusters;
using Basecamp.Components.Crds;
using Basecamp.Components.Delivery;
using Basecamp.Components.Flux;
using Basecamp.Components.Ingress;
using Basecamp.Components.Keda;
using Basecamp.Components.Kyverno;
using Basecamp.Components.Logs;
using Basecamp.Components.Longhorn;
using Basecamp.Components.MetalLb;
using Basecamp.Components.Monitoring;
using Basecamp.Components.NodeCare;
using Basecamp.Components.Parts;
using Basecamp.Components.Postgres;
using Basecamp.Components.Priorities;
using Basecamp.Components.Reflector;
using Basecamp.Components.Rollouts;
using Basecamp.Components.SeaweedFs;
using Basecamp.Components.Secrets;
using Basecamp.Components.Storage;
using Basecamp.Components.Traces;
using Basecamp.Components.UserNamespaces;
using Basecamp.Components.Valkey;
using Basecamp.Components.Vault;
using Basecamp.Components.Velero;

namespace Basecamp.Infra.Platform;

/// <summary>
/// The products of the platform, in the order in which they are installed. Settings, definitions, names, namespaces, hosts, needs and rules are each
/// part's own; everything that speaks of all of them is made from this list.
/// </summary>
public static class PlatformParts
{
    /// <summary>All of them, whatever is switched on.</summary>
    public static ImmutableArray<PlatformPart> All { get; } =
    [
        // What everything else needs: definitions, priorities, a pod network with addresses.
        new DefinitionsPart(), new PrioritiesPart(), new CiliumPart(), new CalicoPart(), new MetalLbPart(),
        // Who reads the platform from git, when Pulumi does not apply it itself.
        new ArgoCdPart(), new FluxPart(),
        // How HTTP gets in.
        new CertManagerPart(), new ReflectorPart(), new TraefikPart(), new HubbleUiPart(),
        // What keeps data.
        new SnapshotControllerPart(), new LonghornPart(), new SeaweedFsPart(), new PostgresPart(), new VeleroPart(), new ValkeyPart(),
        // Where secrets of apps come from.
        new SealedSecretsPart(), new VaultPart(), new ExternalSecretsPart(),
        // What shows how everything is, and what scales and brings out versions by it.
        new MonitoringPart(), new LogsPart(), new TracesPart(), new KedaPart(), new RolloutsPart(),
        // What keeps machines in good order.
        new RebootsPart(), new NodeUpgradesPart(), new RebalancingPart(),
        new UserNamespacesPart(),
        // Rules for objects: last, so that a rebuilt platform is complete before one can stand in its way.
        new KyvernoPart(),
    ];

    /// <summary>What the parts of a platform decide from.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="engine">Who delivers.</param>
    public static PlatformPlan PlanOf(PlatformSettings settings, ClusterFacts cluster, DeliveryEngine engine)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new()
        {
            Cluster = cluster,
            Engine = engine,
            Profile = settings.Profile,
            Domain = settings.Domain,
            Http = PlatformExports.HttpOf(settings, cluster),
            Parts = All,
            Sections = PlatformSections.Of(settings),
        };
    }
}
