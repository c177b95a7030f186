using Basecamp.Components.Configuration;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Monitoring;

/// <summary>The chart's values.</summary>
static class MonitoringValues
{
    /// <summary>Release name, which names of objects start with.</summary>
    public const string Release = "kube-prometheus-stack";

    public const string GrafanaSecret = "grafana-admin";

    /// <summary>What Grafana's sidecars may read.</summary>
    public const string GrafanaRole = "basecamp-grafana-sidecar";

    public static ResourceRequests Prometheus(Sizing sizing) => sizing.Growing(100, 512);

    public static ResourceRequests Grafana { get; } = new(50, 192);

    public static ResourceRequests GrafanaSidecar { get; } = new(10, 96);

    public static ResourceRequests Alertmanager { get; } = new(10, 48);

    public static ResourceRequests Operator { get; } = new(20, 96);

    public static ResourceRequests ConfigReloader { get; } = new(5, 24);

    public static ResourceRequests StateMetrics(Sizing sizing) => sizing.Growing(10, 64);

    public static ResourceRequests NodeExporter { get; } = new(10, 32);

    /// <summary>Prometheus and Alertmanager pods; never two on a machine.</summary>
    public static int Replicas(PlatformContext platform) => Math.Min(platform.Sizing.Replicas, platform.Cluster.Workers.Count());

    public static ValueTree For(PlatformContext platform, MonitoringStackArgs args) =>
        Names
            .Merge(PrometheusValues(platform, args))
            .Merge(AlertmanagerValues(platform, args.Monitoring))
            .Merge(GrafanaValues)
            .Merge(Exporters(platform))
            .Merge(CustomStateMetrics(platform, args))
            .Merge(OperatorValues(args))
            .Merge(ControlPlaneScrape.For(platform.Cluster))
            .Merge(DefaultRules.For(platform));

    static ValueTree Names => new()
    {
        ["fullnameOverride"] = Release,
        // prometheus-kube-prometheus-stack, not prometheus-kube-prometheus-stack-prometheus.
        ["cleanPrometheusOperatorObjectNames"] = true,
        ["crds.enabled"] = false,
    };

    static ValueTree PrometheusValues(PlatformContext platform, MonitoringStackArgs args)
    {
        var replicas = Replicas(platform);
        var spec = args.Monitoring;
        var storage = spec.StorageGiB ?? (platform.Sizing.IsRedundant ? 40 : 10);
        return new()
        {
            ["prometheus.prometheusSpec.replicas"] = replicas,
            ["prometheus.prometheusSpec.podAntiAffinity"] = replicas > 1 ? "hard" : "soft",
            ["prometheus.podDisruptionBudget.enabled"] = replicas > 1,
            // Two Prometheis scrape at different moments: without this, graphs jump between them.
            ["prometheus.service.sessionAffinity"] = "ClientIP",
            ["prometheus.prometheusSpec.retention"] = DurationText.Format(spec.Retention ?? TimeSpan.FromDays(platform.Sizing.IsRedundant ? 15 : 7)),
            // Compaction needs room beside what is kept.
            ["prometheus.prometheusSpec.retentionSize"] = $"{storage * 8 / 10}GB",
            ["prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec"] = Claim(storage, spec),
            ["prometheus.prometheusSpec.priorityClassName"] = Priority.Core,
            ["prometheus.prometheusSpec.resources"] = Prometheus(platform.Sizing).ToValues(),
            ["prometheus.prometheusSpec.externalLabels.cluster"] = platform.Cluster.Name,
            ["prometheus.prometheusSpec.enableRemoteWriteReceiver"] = args.TakesRemoteWrite,
            // The chart's default takes only what carries its own release label, and silently ignores the rest.
            ["prometheus.prometheusSpec.ruleSelectorNilUsesHelmValues"] = false,
            ["prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues"] = false,
            ["prometheus.prometheusSpec.podMonitorSelectorNilUsesHelmValues"] = false,
            ["prometheus.prometheusSpec.probeSelectorNilUsesHelmValues"] = false,
            ["prometheus.prometheusSpec.scrapeConfigSelectorNilUsesHelmValues"] = false,
        };
    }

    static ValueTree AlertmanagerValues(PlatformContext platform, MonitoringSpec spec)
    {
        var replicas = Replicas(platform);
        return new()
        {
            ["alertmanager.config"] = AlertmanagerConfig.For(spec.Alerts),
            ["alertmanager.alertmanagerSpec.secrets"] = spec.Alerts is null ? null : new[] { AlertReceivers.SecretName },
            ["alertmanager.alertmanagerSpec.replicas"] = replicas,
            ["alertmanager.alertmanagerSpec.podAntiAffinity"] = replicas > 1 ? "hard" : "soft",
            ["alertmanager.podDisruptionBudget.enabled"] = replicas > 1,
            // Silences and what was already notified.
            ["alertmanager.alertmanagerSpec.storage.volumeClaimTemplate.spec"] = Claim(1, spec),
            ["alertmanager.alertmanagerSpec.priorityClassName"] = Priority.Core,
            ["alertmanager.alertmanagerSpec.resources"] = Alertmanager.ToValues(),
        };
    }

    // Dashboards and datasources are ConfigMaps, so that losing the pod loses nothing that anybody made.
    static ValueTree GrafanaValues => new()
    {
        // Of ConfigMaps only: the chart's own role reads every Secret of the cluster as well.
        ["grafana.rbac.useExistingClusterRole"] = GrafanaRole,
        ["grafana.sidecar.dashboards.resource"] = "configmap",
        ["grafana.sidecar.datasources.resource"] = "configmap",
        ["grafana.priorityClassName"] = Priority.Core,
        ["grafana.admin.existingSecret"] = GrafanaSecret,
        ["grafana.admin.userKey"] = "user",
        ["grafana.admin.passwordKey"] = "password",
        ["grafana.persistence.enabled"] = false,
        ["grafana.sidecar.dashboards.searchNamespace"] = "ALL",
        ["grafana.sidecar.datasources.searchNamespace"] = "ALL",
        ["grafana.sidecar.resources"] = GrafanaSidecar.ToValues(),
        ["grafana.resources"] = Grafana.ToValues(),
        ["grafana.testFramework.enabled"] = false,
        [@"grafana.grafana\.ini.analytics.reporting_enabled"] = false,
        [@"grafana.grafana\.ini.analytics.check_for_updates"] = false,
        [@"grafana.grafana\.ini.analytics.check_for_plugin_updates"] = false,
        [@"grafana.grafana\.ini.news.news_feed_enabled"] = false,
        [@"grafana.grafana\.ini.users.allow_sign_up"] = false,
        [@"grafana.grafana\.ini.users.viewers_can_edit"] = true,
        [@"grafana.grafana\.ini.security.disable_gravatar"] = true,
        [@"grafana.grafana\.ini.security.cookie_samesite"] = "strict",
    };

    static ValueTree Exporters(PlatformContext platform) => new()
    {
        ["prometheus-node-exporter.namespaceOverride"] = MonitoringStack.NodeExporterNamespace,
        // Also on machines that take no ordinary pods.
        ["prometheus-node-exporter.tolerations"] = new[] { new ValueTree { ["operator"] = "Exists" } },
        // One for each machine, full or not.
        ["prometheus-node-exporter.priorityClassName"] = Priority.System,
        ["prometheus-node-exporter.resources"] = NodeExporter.ToValues(),
        // Nothing here asks how many Secrets there are, and counting them takes the right to read them all.
        ["kube-state-metrics.collectorsExclude"] = new[] { "secrets" },
        ["kube-state-metrics.priorityClassName"] = Priority.Core,
        ["kube-state-metrics.resources"] = StateMetrics(platform.Sizing).ToValues(),
    };

    // Objects of others whose state is worth an alert.
    static ValueTree CustomStateMetrics(PlatformContext platform, MonitoringStackArgs args)
    {
        var (resources, rights) = (new List<ValueTree>(), new List<ValueTree>());
        if (platform.Cluster.Etcd is { Snapshots: true })
        {
            resources.Add(SnapshotMetrics.Resource);
            rights.Add(SnapshotMetrics.Rights);
        }
        if (args.WatchesFlux)
        {
            resources.AddRange(FluxStateMetrics.Resources);
            rights.AddRange(FluxStateMetrics.Rights);
        }
        return resources.Count == 0 ? [] : new()
        {
            ["kube-state-metrics.customResourceState.enabled"] = true,
            ["kube-state-metrics.customResourceState.config.kind"] = "CustomResourceStateMetrics",
            ["kube-state-metrics.customResourceState.config.spec.resources"] = resources,
            ["kube-state-metrics.rbac.extraRules"] = rights,
        };
    }

    static ValueTree OperatorValues(MonitoringStackArgs args) => new()
    {
        ["prometheusOperator.priorityClassName"] = Priority.Core,
        ["prometheusOperator.resources"] = Operator.ToValues(),
        ["prometheusOperator.prometheusConfigReloader.resources"] = ConfigReloader.ToValues(),
        ["prometheusOperator.admissionWebhooks.enabled"] = args.HasCertManager,
        ["prometheusOperator.admissionWebhooks.certManager.enabled"] = args.HasCertManager,
        // Its certificate would come from the same hook job.
        ["prometheusOperator.tls.enabled"] = args.HasCertManager,
    };

    static ValueTree Claim(int gibibytes, MonitoringSpec spec) => new()
    {
        ["storageClassName"] = spec.StorageClass,
        ["accessModes"] = new[] { "ReadWriteOnce" },
        ["resources.requests.storage"] = $"{gibibytes}Gi",
    };
}
