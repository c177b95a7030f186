using System.Collections.Immutable;
using Basecamp.Components.CertManager;
using Basecamp.Components.Clusters;
using Basecamp.Components.Crds;
using Basecamp.Components.Delivery;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Settings;
using Basecamp.Components.Priorities;
using Basecamp.Components.UserNamespaces;
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
        var (settings, child) = (args.Settings, new ComponentResourceOptions { Parent = this });
        var platform = ContextFor(args);

        var crds = new CustomResourceDefinitions("crds", new() { Platform = platform, Bundles = PlatformCrds.For(settings, args.Cluster, args.Delivery) }, child);
        var priorities = new PriorityClasses("priorities", new() { Platform = platform }, child);
        ImmutableArray<PlatformComponent> basis = [crds, priorities, .. PodNetwork.Install(settings, platform, [crds, priorities], child)];

        GitOpsEngine.Install(settings, platform, args.HasApps, basis, child);
        var certManager = settings.Certificates is { } certificates
            ? new CertManager("cert-manager", new() { Platform = platform, Certificates = certificates, Routes = settings.Ingress?.Routes ?? default, After = basis }, child)
            : null;
        var entry = HttpEntrance.Install(settings, platform, certManager, basis, child);
        var data = DataServices.Install(settings, platform, certManager, basis, child);
        var observed = Observability.Install(settings, platform, certManager, data, entry, child);
        NodeMaintenance.Install(settings, platform, observed.Components, child);
        if (settings.Namespaces.Count > 0)
            _ = new UserNamespaces("namespaces", new() { Platform = platform, Namespaces = [.. settings.Namespaces], After = basis }, child);
        if (settings.Policies is { } policies)
            ObjectPolicies.Install(policies, platform, observed.Components, child);
        Services = new()
        {
            Facts = PlatformExports.FactsOf(settings, args.Cluster, args.Delivery) with { Backups = data.Stores.ForBackups is { } store ? StoreFacts.Of(store) : null },
            Cluster = args.Cluster,
            Provider = platform.Delivery.Cluster,
            Backups = data.Stores.ForBackups,
            Postgres = data.Postgres,
            Valkey = data.Valkey,
            TriageToken = observed.TriageToken,
            Ready = platform.Delivery.IsGitOps ? [] : [.. entry.Concat(data.Storage).Concat(data.Operators).Concat(observed.Components).Concat(observed.Scalers).Distinct()],
        };
        RegisterOutputs();
    }

    PlatformContext ContextFor(PlatformTierArgs args)
    {
        var cluster = new Kubernetes.Provider("cluster", ClusterProvider.For(args.Access), new() { Parent = this });
        return new()
        {
            Delivery = PlatformDelivery.Of(this, args.Delivery, cluster, args.Stack, "platform", args.Settings.Git),
            Cluster = args.Cluster,
            Sizing = new(args.Settings.Profile),
            Domain = args.Settings.Domain,
            Http = PlatformExports.HttpOf(args.Settings, args.Cluster),
            Monitoring = args.Settings.Monitoring is not null,
            RunbookUrl = args.Settings.Monitoring?.Runbooks ?? RunbookPages.Published,
            Keda = args.Settings.Keda is not null,
            Rollouts = args.Settings.Rollouts is not null,
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
