using System.Collections.Immutable;
using Basecamp.Components.ArgoCd;
using Basecamp.Components.Catalog;
using Basecamp.Components.CertManager;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Ingress;
using Basecamp.Components.Keda;
using Basecamp.Components.Kyverno;
using Basecamp.Components.NodeCare;
using Basecamp.Components.Settings;
using Basecamp.Components.Postgres;
using Basecamp.Components.Rollouts;
using Basecamp.Components.Secrets;
using Basecamp.Components.Storage;
using Basecamp.Components.Velero;

namespace Basecamp.Infra.Platform;

/// <summary>Which definitions a platform needs.</summary>
static class PlatformCrds
{
    /// <summary>Those of everything that is switched on, and those that everybody's objects need.</summary>
    public static ImmutableArray<ManifestPin> For(PlatformSettings settings, ClusterFacts cluster, DeliveryEngine engine) =>
    [
        CrdBundles.GatewayApi,
        CrdBundles.PrometheusOperator,
        .. PodNetwork.CrdsFor(cluster),
        .. engine == DeliveryEngine.Argocd ? ArgoCd.Crds : [],
        .. settings.Certificates is null ? [] : CertManager.Crds,
        .. settings.Ingress is null ? [] : Traefik.Crds,
        .. settings.Longhorn is null ? [] : SnapshotController.Crds,
        .. settings.Postgres is null ? [] : CloudNativePg.Crds,
        .. settings.Velero is null ? [] : Velero.Crds,
        .. settings.Secrets?.Sealed is null ? [] : SealedSecrets.Crds,
        .. settings.Secrets?.External is null ? [] : ExternalSecrets.Crds,
        .. settings.Policies is null ? [] : Kyverno.Crds,
        .. settings.Keda is null ? [] : Keda.Crds,
        .. settings.Rollouts is null ? [] : Rollouts.Crds,
        .. settings.NodeCare?.Upgrades is null ? [] : NodeUpgrades.Crds,
    ];
}
