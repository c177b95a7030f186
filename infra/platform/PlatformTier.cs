using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Monitoring;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Postgres;
using Basecamp.Components.Valkey;
using Basecamp.Infra.Homelab;
using Pulumi;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Infra.Platform;

/// <summary>Tier 2: from a cluster to services an app can ask for.</summary>
public sealed class PlatformTier : ComponentResource
{
    /// <summary>The cluster it is on.</summary>
    public ClusterFacts Cluster { get; }

    /// <summary>What apps can ask for.</summary>
    public PlatformServices Services { get; }

    /// <summary>Installs what the settings ask for.</summary>
    public PlatformTier(string name, PlatformTierArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:PlatformTier", name, args, options)
    {
        Cluster = args.Cluster;
        var plan = PlatformParts.PlanOf(args.Settings, args.Cluster, args.Delivery);
        var facts = PlatformExports.FactsOf(args.Settings, args.Cluster, args.Delivery);
        var stores = ObjectStores.Of(args.Settings.ObjectStore, args.Cluster.Name);
        var build = new PlatformBuild(ContextFor(args, facts), stores, new() { Parent = this }) { HasApps = args.HasApps };
        foreach (var part in plan.Chosen)
            part.Install(plan, build);
        Services = new()
        {
            Facts = facts with { Backups = build.Stores.ForBackups is { } store ? StoreFacts.Of(store) : null },
            Cluster = args.Cluster,
            Provider = build.Context.Delivery.Cluster,
            Backups = build.Stores.ForBackups,
            Postgres = build.All<PostgresCluster>().Select(cluster => cluster.Service)
                .ToImmutableSortedDictionary(cluster => cluster.Name, cluster => cluster, StringComparer.Ordinal),
            Valkey = build.Find<Valkey>()?.Service,
            TriageToken = build.Find<MonitoringStack>()?.TriageToken,
            Ready = args.Delivery == DeliveryEngine.Pulumi ? build.In(Ready) : [],
        };
        RegisterOutputs();
    }

    // What apps may ask for has to be there before them.
    static readonly ImmutableArray<Stage> Ready = [Stage.Basis, Stage.Entry, Stage.Storage, Stage.Databases, Stage.Metrics, Stage.Scaling];

    PlatformContext ContextFor(PlatformTierArgs args, PlatformFacts facts)
    {
        var cluster = new Kubernetes.Provider("cluster", ClusterProvider.For(args.Access), new() { Parent = this });
        return new()
        {
            Delivery = PlatformDelivery.Of(this, args.Delivery, cluster, args.Stack, "platform", args.Settings.Git),
            Cluster = args.Cluster,
            Facts = facts,
        };
    }
}

/// <summary>Arguments of <see cref="PlatformTier"/>.</summary>
public sealed class PlatformTierArgs : ResourceArgs
{
    /// <summary>How to reach the cluster. Required.</summary>
    public required ClusterAccess Access { get; init; }

    /// <summary>What the cluster is like. Required.</summary>
    public required ClusterFacts Cluster { get; init; }

    /// <summary>Valid settings. Required.</summary>
    public required PlatformSettings Settings { get; init; }

    /// <summary>Who delivers. Required.</summary>
    public required DeliveryEngine Delivery { get; init; }

    /// <summary>Name of the stack. Required.</summary>
    public required string Stack { get; init; }

    /// <summary>Whether this stack owns apps too, which a GitOps engine then reads after the platform. Default false.</summary>
    public bool HasApps { get; init; }
}
