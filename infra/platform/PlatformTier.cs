using System.Collections.Immutable;
using Basecamp.Components;
using Basecamp.Components.Catalog;
using Basecamp.Components.CertManager;
using Basecamp.Components.Crds;
using Basecamp.Components.Delivery;
using Basecamp.Components.Longhorn;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Basecamp.Components.Postgres;
using Basecamp.Components.Storage;
using Pulumi;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Infra.Platform;

/// <summary>Tier 2: from a cluster to services an app can ask for.</summary>
public sealed class PlatformTier : ComponentResource
{
    /// <summary>Installs what the settings ask for.</summary>
    public PlatformTier(string name, PlatformTierArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:PlatformTier", name, args, options)
    {
        var (settings, child) = (args.Settings, new ComponentResourceOptions { Parent = this });
        var platform = ContextFor(args);

        var crds = new CustomResourceDefinitions("crds", new() { Platform = platform, Bundles = CrdsFor(settings) }, child);
        var certManager = settings.Certificates is { } certificates
            ? new CertManager("cert-manager", new() { Platform = platform, Certificates = certificates, After = [crds] }, child)
            : null;

        var stores = ObjectStores.Of(settings.ObjectStore, args.Cluster.Name);
        var longhorn = settings.Longhorn is { } volumes ? InstallLonghorn(volumes, platform, stores.External, crds, child) : null;
        var classes = longhorn?.Classes ?? StorageClasses.Local;
        if (settings.Postgres is { } postgres)
        {
            var cnpg = new CloudNativePg("cnpg", new() { Platform = platform, After = Present(crds, certManager, longhorn) }, child);
            _ = PostgresClusters.Declare(postgres, platform, cnpg, stores.ForBackups, classes, child);
        }
        RegisterOutputs();
    }

    // Components that this platform has.
    static ImmutableArray<PlatformComponent> Present(params PlatformComponent?[] components) => [.. components.OfType<PlatformComponent>()];

    static Longhorn InstallLonghorn(
        LonghornSpec spec, PlatformContext platform, S3Target? store, CustomResourceDefinitions crds, ComponentResourceOptions child)
    {
        var snapshots = new SnapshotController("snapshot-controller", new() { Platform = platform, After = [crds] }, child);
        return new("longhorn", new() { Platform = platform, Spec = spec, Store = store, After = [crds, snapshots] }, child);
    }

    PlatformContext ContextFor(PlatformTierArgs args)
    {
        var cluster = new Kubernetes.Provider(
            "cluster",
            new()
            {
                KubeConfig = args.Access.Kubeconfig,
                // Only this decides whether it is another cluster: a new kubeconfig alone never replaces every object (pulumi-eks#207).
                ClusterIdentifier = args.Access.ClusterIdentifier,
                EnableServerSideApply = true,
            },
            new() { Parent = this });
        return new()
        {
            Delivery = PlatformDelivery.Of(this, args.Delivery, cluster, args.Stack, "platform", args.Settings.Git),
            Cluster = args.Cluster,
            Sizing = new(args.Settings.Profile),
            Domain = args.Settings.Domain,
        };
    }

    static ImmutableArray<ManifestPin> CrdsFor(PlatformSettings settings)
    {
        var bundles = ImmutableArray.CreateBuilder<ManifestPin>();
        bundles.Add(CrdBundles.GatewayApi);
        bundles.Add(CrdBundles.PrometheusOperator);
        if (settings.Certificates is not null)
            bundles.AddRange(CertManager.Crds);
        if (settings.Longhorn is not null)
            bundles.AddRange(SnapshotController.Crds);
        if (settings.Postgres is not null)
            bundles.AddRange(CloudNativePg.Crds);
        return bundles.ToImmutable();
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
}
