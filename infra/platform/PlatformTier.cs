using System.Collections.Immutable;
using Basecamp.Components;
using Basecamp.Components.ArgoCd;
using Basecamp.Components.Catalog;
using Basecamp.Components.CertManager;
using Basecamp.Components.Crds;
using Basecamp.Components.Delivery;
using Basecamp.Components.Flux;
using Basecamp.Components.Monitoring;
using Basecamp.Components.Platform;
using Pulumi;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Infra.Platform;

/// <summary>Tier 2: from a cluster to services an app can ask for.</summary>
public sealed class PlatformTier : ComponentResource
{
    /// <summary>The cluster it is on.</summary>
    public ClusterFacts Cluster { get; }

    /// <summary>Installs what the settings ask for.</summary>
    public PlatformTier(string name, PlatformTierArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:PlatformTier", name, args, options)
    {
        Cluster = args.Cluster;
        var (settings, child) = (args.Settings, new ComponentResourceOptions { Parent = this });
        var platform = ContextFor(args);

        var crds = new CustomResourceDefinitions("crds", new() { Platform = platform, Bundles = CrdsFor(settings, args.Delivery) }, child);
        if (args.Delivery == DeliveryEngine.Argocd)
            _ = new ArgoCd("argo-cd", new() { Platform = platform, ArgoCd = settings.Argocd ?? new(), After = [crds] }, child);
        if (args.Delivery == DeliveryEngine.Flux)
            _ = new Flux("flux", new() { Platform = platform, Flux = settings.Flux ?? new(), After = [crds] }, child);
        var certManager = settings.Certificates is { } certificates
            ? new CertManager("cert-manager", new() { Platform = platform, Certificates = certificates, After = [crds] }, child)
            : null;
        if (settings.Monitoring is { } monitoring)
            _ = new MonitoringStack("monitoring", new()
            {
                Platform = platform,
                Monitoring = monitoring,
                HasCertManager = settings.Certificates is not null,
                WatchesFlux = args.Delivery == DeliveryEngine.Flux,
                After = certManager is null ? [crds] : [crds, certManager],
            }, child);
        RegisterOutputs();
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
            Monitoring = args.Settings.Monitoring is not null,
        };
    }

    static ImmutableArray<ManifestPin> CrdsFor(PlatformSettings settings, DeliveryEngine engine)
    {
        var bundles = ImmutableArray.CreateBuilder<ManifestPin>();
        bundles.Add(CrdBundles.GatewayApi);
        bundles.Add(CrdBundles.PrometheusOperator);
        if (engine == DeliveryEngine.Argocd)
            bundles.AddRange(ArgoCd.Crds);
        if (settings.Certificates is not null)
            bundles.AddRange(CertManager.Crds);
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
