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

    /// <summary>cert-manager's, for <see cref="Charts.CertManager"/>.</summary>
    public static ManifestPin CertManager { get; } = new("cert-manager/cert-manager", "v1.21.1", [
        "deploy/crds/acme.cert-manager.io_challenges.yaml",
        "deploy/crds/acme.cert-manager.io_orders.yaml",
        "deploy/crds/cert-manager.io_certificaterequests.yaml",
        "deploy/crds/cert-manager.io_certificates.yaml",
        "deploy/crds/cert-manager.io_clusterissuers.yaml",
        "deploy/crds/cert-manager.io_issuers.yaml",
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
}
