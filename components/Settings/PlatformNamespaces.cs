using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Postgres;

namespace Basecamp.Components.Settings;

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
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(cluster);
        return
        [
            .. Given(engine == DeliveryEngine.Argocd, ArgoCd.ArgoCd.NamespaceName),
            .. Given(engine == DeliveryEngine.Flux, Flux.Flux.NamespaceName),
            .. Given(cluster.Cni == Cni.Calico, Calico.Calico.NamespaceName, Calico.Calico.OperatedNamespace),
            .. Given(cluster.LoadBalancer == LoadBalancerChoice.Metallb, MetalLb.MetalLb.NamespaceName),
            .. Given(settings.Certificates is not null, CertManager.CertManager.NamespaceName),
            .. Given(settings.Ingress is not null, Ingress.Traefik.NamespaceName),
            .. Given(settings.Ingress is not null && settings.Certificates?.HasWildcard(settings.Domain) == true, Reflector.Reflector.NamespaceName),
            .. Given(settings.Longhorn is not null, Longhorn.Longhorn.NamespaceName, Storage.SnapshotController.NamespaceName),
            .. Given(settings.ObjectStore?.InCluster is not null, SeaweedFs.SeaweedFs.NamespaceName),
            .. Given(settings.Postgres is not null, CloudNativePg.NamespaceName),
            .. (settings.Postgres?.Clusters.Keys ?? []).Select(name => ManagedNamespace.NameOf(name, NamespaceTier.Core)),
            .. Given(settings.Velero is not null, Velero.Velero.NamespaceName),
            .. Given(settings.Valkey is not null, Valkey.Valkey.NamespaceName),
            .. Given(settings.Secrets?.Sealed is not null, Secrets.SealedSecrets.NamespaceName),
            .. Given(settings.Secrets?.External is not null, Secrets.ExternalSecrets.NamespaceName),
            .. Given(settings.Secrets?.Vault is not null, Vault.Vault.NamespaceName, Vault.Vault.TransitNamespaceName),
            .. Given(settings.Monitoring is not null, Network.MonitoringPeers.Namespace, Monitoring.MonitoringStack.NodeExporterNamespace),
            .. Given(settings.Logs is not null, Logs.Loki.NamespaceName, Logs.Alloy.NamespaceName),
            .. Given(settings.Traces is not null, Traces.Tempo.NamespaceName),
            .. Given(settings.Keda is not null, Keda.Keda.NamespaceName),
            .. Given(settings.Rollouts is not null, Rollouts.Rollouts.NamespaceName),
            .. Given(settings.NodeCare?.Reboots is not null, NodeCare.Reboots.NamespaceName),
            .. Given(settings.NodeCare?.Upgrades is not null, NodeCare.NodeUpgrades.NamespaceName),
            .. Given(settings.NodeCare?.Rebalance is not null, NodeCare.Rebalancing.NamespaceName),
            .. Given(settings.Policies is not null, Kyverno.Kyverno.NamespaceName),
            .. settings.Namespaces.Select(ns => ManagedNamespace.NameOf(ns.Name, ns.Tier)),
        ];
    }

    static string[] Given(bool isThere, params string[] names) => isThere ? names : [];
}
