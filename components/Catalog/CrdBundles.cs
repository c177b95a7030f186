namespace Basecamp.Components.Catalog;

/// <summary>
/// Custom resource definitions, pinned apart from the charts that use them: they are applied first and server-side, an uninstalled chart
/// never takes everybody's objects with it, and Helm would never upgrade them.
/// </summary>
public static class CrdBundles
{
    /// <summary>Argo CD's, for <see cref="Charts.ArgoCd"/>: its Application definition does not fit a client-side apply (argo-helm#3704).</summary>
    public static ManifestPin ArgoCd { get; } = new("argoproj/argo-cd", "v3.4.4", [
        "manifests/crds/application-crd.yaml",
        "manifests/crds/applicationset-crd.yaml",
        "manifests/crds/appproject-crd.yaml",
    ]);

    /// <summary>Argo Rollouts', for <see cref="Charts.ArgoRollouts"/>.</summary>
    public static ManifestPin ArgoRollouts { get; } = new("argoproj/argo-rollouts", "v1.9.0", [
        "manifests/crds/analysis-run-crd.yaml",
        "manifests/crds/analysis-template-crd.yaml",
        "manifests/crds/cluster-analysis-template-crd.yaml",
        "manifests/crds/experiment-crd.yaml",
        "manifests/crds/rollout-crd.yaml",
    ]);

    /// <summary>cert-manager's, for <see cref="Charts.CertManager"/>.</summary>
    public static ManifestPin CertManager { get; } = new("cert-manager/cert-manager", "v1.21.1", [
        "deploy/crds/acme.cert-manager.io_challenges.yaml",
        "deploy/crds/acme.cert-manager.io_orders.yaml",
        "deploy/crds/cert-manager.io_certificaterequests.yaml",
        "deploy/crds/cert-manager.io_certificates.yaml",
        "deploy/crds/cert-manager.io_clusterissuers.yaml",
        "deploy/crds/cert-manager.io_issuers.yaml",
    ]);

    /// <summary>
    /// What basecamp writes of Cilium's, for <see cref="Charts.Cilium"/>. The operator brings them too when it starts, but policies of
    /// namespaces must not wait for it; it finds these and keeps them current.
    /// </summary>
    public static ManifestPin Cilium { get; } = new("cilium/cilium", "v1.20.0", [
        "pkg/k8s/apis/cilium.io/client/crds/v2/ciliumclusterwidenetworkpolicies.yaml",
        "pkg/k8s/apis/cilium.io/client/crds/v2/ciliumloadbalancerippools.yaml",
        "pkg/k8s/apis/cilium.io/client/crds/v2/ciliumnetworkpolicies.yaml",
        "pkg/k8s/apis/cilium.io/client/crds/v2alpha1/ciliuml2announcementpolicies.yaml",
    ]);

    /// <summary>Calico's and its operator's, for <see cref="Charts.Calico"/>, whose chart has had none since v3.32.</summary>
    public static ManifestPin Calico { get; } = new("projectcalico/calico", "v3.32.1", ["manifests/v1_crd_projectcalico_org.yaml"]);

    /// <summary>MetalLB's, for <see cref="Charts.MetalLb"/>.</summary>
    public static ManifestPin MetalLb { get; } = new("metallb/metallb", "v0.16.1", [
        "config/crd/bases/metallb.io_bfdprofiles.yaml",
        "config/crd/bases/metallb.io_bgpadvertisements.yaml",
        "config/crd/bases/metallb.io_bgppeers.yaml",
        "config/crd/bases/metallb.io_communities.yaml",
        "config/crd/bases/metallb.io_configurationstates.yaml",
        "config/crd/bases/metallb.io_ipaddresspools.yaml",
        "config/crd/bases/metallb.io_l2advertisements.yaml",
        "config/crd/bases/metallb.io_servicebgpstatuses.yaml",
        "config/crd/bases/metallb.io_servicel2statuses.yaml",
    ]);

    /// <summary>Traefik's own kinds, for <see cref="Charts.Traefik"/>; not those of its commercial product.</summary>
    public static ManifestPin Traefik { get; } = new("traefik/traefik-helm-chart", "v41.3.0", [
        "traefik/crds/traefik.io_ingressroutes.yaml",
        "traefik/crds/traefik.io_ingressroutetcps.yaml",
        "traefik/crds/traefik.io_ingressrouteudps.yaml",
        "traefik/crds/traefik.io_middlewares.yaml",
        "traefik/crds/traefik.io_middlewaretcps.yaml",
        "traefik/crds/traefik.io_serverstransports.yaml",
        "traefik/crds/traefik.io_serverstransporttcps.yaml",
        "traefik/crds/traefik.io_tlsoptions.yaml",
        "traefik/crds/traefik.io_tlsstores.yaml",
        "traefik/crds/traefik.io_traefikservices.yaml",
    ]);

    /// <summary>Kyverno's, for <see cref="Charts.Kyverno"/>.</summary>
    public static ManifestPin Kyverno { get; } = new("kyverno/kyverno", "v1.19.0", [
        "config/crds/kyverno/kyverno.io_cleanuppolicies.yaml",
        "config/crds/kyverno/kyverno.io_clustercleanuppolicies.yaml",
        "config/crds/kyverno/kyverno.io_clusterpolicies.yaml",
        "config/crds/kyverno/kyverno.io_globalcontextentries.yaml",
        "config/crds/kyverno/kyverno.io_policies.yaml",
        "config/crds/kyverno/kyverno.io_policyexceptions.yaml",
        "config/crds/kyverno/kyverno.io_updaterequests.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_deletingpolicies.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_generatingpolicies.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_imagevalidatingpolicies.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_mutatingpolicies.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_namespaceddeletingpolicies.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_namespacedgeneratingpolicies.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_namespacedimagevalidatingpolicies.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_namespacedmutatingpolicies.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_namespacedvalidatingpolicies.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_policyexceptions.yaml",
        "config/crds/policies.kyverno.io/policies.kyverno.io_validatingpolicies.yaml",
        "config/crds/policyreport/wgpolicyk8s.io_clusterpolicyreports.yaml",
        "config/crds/policyreport/wgpolicyk8s.io_policyreports.yaml",
        "config/crds/reports/reports.kyverno.io_clusterephemeralreports.yaml",
        "config/crds/reports/reports.kyverno.io_ephemeralreports.yaml",
    ]);

    /// <summary>system-upgrade-controller's Plan, for <see cref="Images.SystemUpgradeController"/>.</summary>
    public static ManifestPin SystemUpgrade { get; } = new("rancher/system-upgrade-controller", "v0.20.1", [
        "pkg/crds/yaml/generated/upgrade.cattle.io_plans.yaml",
    ]);

    /// <summary>Gateway API, standard channel: what Cilium 1.20 and Traefik 3.7 both serve.</summary>
    public static ManifestPin GatewayApi { get; } = new("kubernetes-sigs/gateway-api", "v1.6.1", [
        "config/crd/standard/gateway.networking.k8s.io_backendtlspolicies.yaml",
        "config/crd/standard/gateway.networking.k8s.io_gatewayclasses.yaml",
        "config/crd/standard/gateway.networking.k8s.io_gateways.yaml",
        "config/crd/standard/gateway.networking.k8s.io_grpcroutes.yaml",
        "config/crd/standard/gateway.networking.k8s.io_httproutes.yaml",
        "config/crd/standard/gateway.networking.k8s.io_listenersets.yaml",
        "config/crd/standard/gateway.networking.k8s.io_referencegrants.yaml",
        "config/crd/standard/gateway.networking.k8s.io_tcproutes.yaml",
        "config/crd/standard/gateway.networking.k8s.io_tlsroutes.yaml",
        "config/crd/standard/gateway.networking.k8s.io_udproutes.yaml",
        "config/crd/standard/gateway.networking.k8s.io_vap_safeupgrades.yaml",
    ]);

    /// <summary>KEDA's, for <see cref="Charts.Keda"/>.</summary>
    public static ManifestPin Keda { get; } = new("kedacore/keda", "v2.20.2", [
        "config/crd/bases/eventing.keda.sh_cloudeventsources.yaml",
        "config/crd/bases/eventing.keda.sh_clustercloudeventsources.yaml",
        "config/crd/bases/keda.sh_clustertriggerauthentications.yaml",
        "config/crd/bases/keda.sh_scaledjobs.yaml",
        "config/crd/bases/keda.sh_scaledobjects.yaml",
        "config/crd/bases/keda.sh_triggerauthentications.yaml",
    ]);

    /// <summary>The Prometheus operator's, which every ServiceMonitor, PodMonitor and PrometheusRule needs.</summary>
    public static ManifestPin PrometheusOperator { get; } = new("prometheus-operator/prometheus-operator", "v0.93.1", [
        "example/prometheus-operator-crd/monitoring.coreos.com_alertmanagerconfigs.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_alertmanagers.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_probes.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_prometheusagents.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_prometheuses.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_scrapeconfigs.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_thanosrulers.yaml",
    ]);

    /// <summary>CloudNativePG's, for <see cref="Charts.CloudNativePg"/>.</summary>
    public static ManifestPin CloudNativePg { get; } = new("cloudnative-pg/cloudnative-pg", "v1.30.0", [
        "config/crd/bases/postgresql.cnpg.io_backups.yaml",
        "config/crd/bases/postgresql.cnpg.io_clusterimagecatalogs.yaml",
        "config/crd/bases/postgresql.cnpg.io_clusters.yaml",
        "config/crd/bases/postgresql.cnpg.io_databaseroles.yaml",
        "config/crd/bases/postgresql.cnpg.io_databases.yaml",
        "config/crd/bases/postgresql.cnpg.io_failoverquorums.yaml",
        "config/crd/bases/postgresql.cnpg.io_imagecatalogs.yaml",
        "config/crd/bases/postgresql.cnpg.io_poolers.yaml",
        "config/crd/bases/postgresql.cnpg.io_publications.yaml",
        "config/crd/bases/postgresql.cnpg.io_scheduledbackups.yaml",
        "config/crd/bases/postgresql.cnpg.io_subscriptions.yaml",
    ]);

    /// <summary>The Barman Cloud plugin's, for <see cref="Charts.BarmanCloudPlugin"/>.</summary>
    public static ManifestPin BarmanCloudPlugin { get; } = new("cloudnative-pg/plugin-barman-cloud", "v0.13.0", [
        "config/crd/bases/barmancloud.cnpg.io_objectstores.yaml",
    ]);

    /// <summary>Volume snapshots, for every storage driver.</summary>
    public static ManifestPin VolumeSnapshots { get; } = new("kubernetes-csi/external-snapshotter", "v8.6.0", [
        "client/config/crd/snapshot.storage.k8s.io_volumesnapshotclasses.yaml",
        "client/config/crd/snapshot.storage.k8s.io_volumesnapshotcontents.yaml",
        "client/config/crd/snapshot.storage.k8s.io_volumesnapshots.yaml",
    ]);

    /// <summary>Velero's, for <see cref="Charts.Velero"/>.</summary>
    public static ManifestPin Velero { get; } = new("vmware-tanzu/velero", "v1.18.1", [
        "config/crd/v1/bases/velero.io_backuprepositories.yaml",
        "config/crd/v1/bases/velero.io_backups.yaml",
        "config/crd/v1/bases/velero.io_backupstoragelocations.yaml",
        "config/crd/v1/bases/velero.io_deletebackuprequests.yaml",
        "config/crd/v1/bases/velero.io_downloadrequests.yaml",
        "config/crd/v1/bases/velero.io_podvolumebackups.yaml",
        "config/crd/v1/bases/velero.io_podvolumerestores.yaml",
        "config/crd/v1/bases/velero.io_restores.yaml",
        "config/crd/v1/bases/velero.io_schedules.yaml",
        "config/crd/v1/bases/velero.io_serverstatusrequests.yaml",
        "config/crd/v1/bases/velero.io_volumesnapshotlocations.yaml",
        "config/crd/v2alpha1/bases/velero.io_datadownloads.yaml",
        "config/crd/v2alpha1/bases/velero.io_datauploads.yaml",
    ]);

    /// <summary>Sealed Secrets', for <see cref="Charts.SealedSecrets"/>.</summary>
    public static ManifestPin SealedSecrets { get; } = new("bitnami/sealed-secrets", "helm-v2.18.5", [
        "helm/sealed-secrets/crds/bitnami.com_sealedsecrets.yaml",
    ]);

    /// <summary>External Secrets', for <see cref="Charts.ExternalSecrets"/>.</summary>
    public static ManifestPin ExternalSecrets { get; } = new("external-secrets/external-secrets", "helm-chart-2.9.0", [
        "deploy/crds/bundle.yaml",
    ]);
}
