using System.Collections.Frozen;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>Where a chart takes what decides which of its pods stay: paths of its values.</summary>
/// <param name="Priority">Path of the priority class; <see cref="OfChart"/> when the chart has one of its own.</param>
/// <param name="Spread">
/// Path of what keeps pods on different machines; <see cref="OfChart"/> when the chart does so by itself; null for what is always one.
/// </param>
/// <param name="Budget">Path of the disruption budget's switch or number; <see cref="Object"/> for a budget of ours; null for what is always one.</param>
sealed record ChartPlacement(string Priority, string? Spread = null, string? Budget = null)
{
    /// <summary>The chart needs no value for it: seen in what Helm renders.</summary>
    public const string OfChart = "(chart)";

    /// <summary>The chart has no such value, and the component declares an object.</summary>
    public const string Object = "(object)";

    /// <summary>By chart and workload. Each row was compared with what Helm renders of the pinned chart.</summary>
    public static FrozenDictionary<string, ChartPlacement> All { get; } = new Dictionary<string, ChartPlacement>
    {
        ["alloy/alloy"] = new("controller.priorityClassName"),
        ["alloy/alloy-events"] = new("controller.priorityClassName"),
        ["argo-cd/argocd-application-controller"] = new("global.priorityClassName"),
        // Soft anti-affinity, by global.affinity.
        ["argo-cd/argocd-applicationset-controller"] = new("global.priorityClassName", OfChart, "applicationSet.pdb.enabled"),
        ["argo-cd/argocd-redis"] = new("global.priorityClassName"),
        ["argo-cd/argocd-repo-server"] = new("global.priorityClassName", OfChart, "repoServer.pdb.enabled"),
        ["argo-cd/argocd-server"] = new("global.priorityClassName", OfChart, "server.pdb.enabled"),
        ["argo-rollouts/argo-rollouts"] = new("controller.priorityClassName", "controller.topologySpreadConstraints", "controller.pdb.maxUnavailable"),
        ["cert-manager/cert-manager"] = new("global.priorityClassName", "topologySpreadConstraints", "podDisruptionBudget.enabled"),
        ["cert-manager/cert-manager-cainjector"] =
            new("global.priorityClassName", "cainjector.topologySpreadConstraints", "cainjector.podDisruptionBudget.enabled"),
        ["cert-manager/cert-manager-webhook"] = new("global.priorityClassName", "webhook.topologySpreadConstraints", "webhook.podDisruptionBudget.enabled"),
        ["cilium/cilium"] = new(OfChart),
        ["cilium/cilium-envoy"] = new(OfChart),
        // Two of them never share a machine.
        ["cilium/cilium-operator"] = new(OfChart, OfChart, "operator.podDisruptionBudget.maxUnavailable"),
        ["cilium/hubble-relay"] =
            new("hubble.relay.priorityClassName", "hubble.relay.topologySpreadConstraints", "hubble.relay.podDisruptionBudget.maxUnavailable"),
        ["cilium/hubble-ui"] = new("hubble.ui.priorityClassName"),
        ["cloudnative-pg/cnpg-cloudnative-pg"] = new("priorityClassName", "topologySpreadConstraints", Object),
        ["descheduler/descheduler"] = new("priorityClassName"),
        ["external-secrets/external-secrets"] = new("priorityClassName", "topologySpreadConstraints", "podDisruptionBudget.enabled"),
        ["external-secrets/external-secrets-cert-controller"] = new("certController.priorityClassName"),
        ["external-secrets/external-secrets-webhook"] =
            new("webhook.priorityClassName", "webhook.topologySpreadConstraints", "webhook.podDisruptionBudget.enabled"),
        ["flux2/helm-controller"] = new("helmController.priorityClassName"),
        ["flux2/kustomize-controller"] = new("kustomizeController.priorityClassName"),
        ["flux2/notification-controller"] = new("notificationController.priorityClassName"),
        ["flux2/source-controller"] = new("sourceController.priorityClassName"),
        ["keda/keda-admission-webhooks"] = new("priorityClassName", "topologySpreadConstraints.webhooks", "podDisruptionBudget.webhooks.maxUnavailable"),
        ["keda/keda-operator"] = new("priorityClassName", "topologySpreadConstraints.operator", "podDisruptionBudget.operator.maxUnavailable"),
        ["keda/keda-operator-metrics-apiserver"] =
            new("priorityClassName", "topologySpreadConstraints.metricsServer", "podDisruptionBudget.metricServer.maxUnavailable"),
        ["kube-prometheus-stack/alertmanager-kube-prometheus-stack"] =
            new("alertmanager.alertmanagerSpec.priorityClassName", "alertmanager.alertmanagerSpec.podAntiAffinity", "alertmanager.podDisruptionBudget.enabled"),
        ["kube-prometheus-stack/kube-prometheus-stack-grafana"] = new("grafana.priorityClassName"),
        ["kube-prometheus-stack/kube-prometheus-stack-kube-state-metrics"] = new("kube-state-metrics.priorityClassName"),
        ["kube-prometheus-stack/kube-prometheus-stack-operator"] = new("prometheusOperator.priorityClassName"),
        ["kube-prometheus-stack/kube-prometheus-stack-prometheus-node-exporter"] = new("prometheus-node-exporter.priorityClassName"),
        ["kube-prometheus-stack/prometheus-kube-prometheus-stack"] =
            new("prometheus.prometheusSpec.priorityClassName", "prometheus.prometheusSpec.podAntiAffinity", "prometheus.podDisruptionBudget.enabled"),
        ["kured/kured"] = new("priorityClassName"),
        // A budget wherever there are several.
        ["kyverno/kyverno-admission-controller"] = new("global.priorityClassName", "admissionController.topologySpreadConstraints", OfChart),
        ["kyverno/kyverno-background-controller"] = new("global.priorityClassName", "backgroundController.topologySpreadConstraints", OfChart),
        ["kyverno/kyverno-cleanup-controller"] = new("global.priorityClassName", "cleanupController.topologySpreadConstraints", OfChart),
        ["kyverno/kyverno-reports-controller"] = new("global.priorityClassName", "reportsController.topologySpreadConstraints", OfChart),
        // Two of them never share a machine.
        ["loki/loki"] = new("singleBinary.priorityClassName", OfChart, "singleBinary.podDisruptionBudget.maxUnavailable"),
        ["loki/loki-chunks-cache"] = new("chunksCache.priorityClassName"),
        ["loki/loki-results-cache"] = new("resultsCache.priorityClassName"),
        // A class of Longhorn's own, above ours and below Kubernetes'.
        ["longhorn/longhorn-driver-deployer"] = new(OfChart),
        ["longhorn/longhorn-manager"] = new(OfChart),
        ["longhorn/longhorn-ui"] = new(OfChart),
        ["metallb/metallb-controller"] = new("controller.priorityClassName"),
        ["metallb/metallb-speaker"] = new("speaker.priorityClassName"),
        ["opentelemetry-collector/opentelemetry-collector"] = new("priorityClassName", "topologySpreadConstraints", "podDisruptionBudget.minAvailable"),
        ["plugin-barman-cloud/barman-cloud-plugin-barman-cloud"] = new("priorityClassName"),
        ["reflector/reflector"] = new("priorityClassName"),
        ["sealed-secrets/sealed-secrets-controller"] = new("priorityClassName"),
        ["seaweedfs/seaweedfs-filer"] = new("filer.priorityClassName"),
        // Two of them never share a machine; of the gateways they could.
        ["seaweedfs/seaweedfs-master"] = new("master.priorityClassName", OfChart, Object),
        ["seaweedfs/seaweedfs-s3"] = new("s3.priorityClassName", "s3.topologySpreadConstraints", Object),
        ["seaweedfs/seaweedfs-volume"] = new("volume.priorityClassName", OfChart, Object),
        ["tempo/tempo"] = new("priorityClassName"),
        // The operator gives its node pods a class of Kubernetes' own.
        ["tigera-operator/calico-node"] = new(OfChart),
        ["tigera-operator/tigera-operator"] = new("priorityClassName"),
        ["traefik/traefik"] = new("priorityClassName", "topologySpreadConstraints", "podDisruptionBudget.maxUnavailable"),
        ["valkey/valkey"] = new("priorityClassName", "topologySpreadConstraints", "podDisruptionBudget.maxUnavailable"),
        // Two of them never share a machine.
        ["vault/vault"] = new("server.priorityClassName", OfChart, "server.ha.disruptionBudget.enabled"),
        ["vault/vault-transit"] = new("server.priorityClassName"),
        ["velero/node-agent"] = new("nodeAgent.priorityClassName"),
        ["velero/velero"] = new("priorityClassName"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
