using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Monitoring;
using Basecamp.Components.Platform;
using Basecamp.Infra.Homelab;
using Basecamp.Manifests.Objects;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Monitoring;

public sealed class MonitoringStackTests
{
    static readonly MonitoringSpec Spec = Everything.Settings.Monitoring!;

    [Fact]
    public Task Whoever_delivers_the_same_reaches_the_cluster() => SameUnderEveryDelivery.Holds(platform => Declare(platform), charts: 1);

    [Fact]
    public async Task The_control_plane_is_scraped_at_the_servers_addresses()
    {
        var values = await Values();
        foreach (var (job, port) in new[] { ("kubeControllerManager", 10257d), ("kubeScheduler", 10259d), ("kubeEtcd", 2381d) })
        {
            Assert.Equal(true, At(values, $"{job}.enabled"));
            Assert.Equal(["192.168.1.11", "192.168.1.12", "192.168.1.13"], List(values, $"{job}.endpoints"));
            Assert.Equal((port, port), (At(values, $"{job}.service.port"), At(values, $"{job}.service.targetPort")));
        }
        foreach (var job in new[] { "kubeControllerManager", "kubeScheduler" })
            Assert.Equal((true, true), (At(values, $"{job}.serviceMonitor.https"), At(values, $"{job}.serviceMonitor.insecureSkipVerify")));
        Assert.Null(At(values, "kubeEtcd.serviceMonitor.scheme"));
    }

    [Fact]
    public async Task Cilium_does_kube_proxys_work_so_that_neither_its_job_nor_its_alerts_are_on()
    {
        var cilium = await Values();
        Assert.Equal((false, false), (At(cilium, "kubeProxy.enabled"), At(cilium, "defaultRules.rules.kubeProxy")));
        var flannel = await Values(PlatformRun.Single, PlatformProfile.Small);
        Assert.Equal((true, null), (At(flannel, "kubeProxy.enabled"), At(flannel, "defaultRules.rules.kubeProxy")));
        Assert.Equal(["192.168.1.11"], List(flannel, "kubeProxy.endpoints"));
    }

    [Fact]
    public async Task A_job_without_targets_is_off_together_with_its_rules()
    {
        var values = await Values(HomelabExports.FactsOf(Topologies.Single with { Provider = Components.Clusters.MachineProvider.K3d, K3d = new(), Ssh = new(), Nodes = [] }), PlatformProfile.Small);
        Assert.Equal(
            ["etcd", "kubeControllerManager", "kubeProxy", "kubeSchedulerAlerting", "kubeSchedulerRecording", "windows"],
            ((ImmutableDictionary<string, object>)At(values, "defaultRules.rules")!).Keys.Order(StringComparer.Ordinal));
        foreach (var job in new[] { "kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy" })
            Assert.Equal(false, At(values, $"{job}.enabled"));
    }

    [Fact]
    public async Task On_several_machines_no_single_alert_is_off_and_on_one_only_those_that_ask_for_a_second()
    {
        Assert.Null(At(await Values(), "defaultRules.disabled"));
        var single = await Values(PlatformRun.Single, PlatformProfile.Small);
        Assert.Equal(
            ["KubeCPUOvercommit", "KubeMemoryOvercommit"],
            ((ImmutableDictionary<string, object>)At(single, "defaultRules.disabled")!).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_monitor_and_rule_of_every_component_is_taken()
    {
        var values = await Values();
        foreach (var selector in new[] { "rule", "serviceMonitor", "podMonitor", "probe", "scrapeConfig" })
            Assert.Equal(false, At(values, $"prometheus.prometheusSpec.{selector}SelectorNilUsesHelmValues"));
    }

    [Theory]
    [InlineData(PlatformProfile.Small, "168h", "10Gi", 1)]
    [InlineData(PlatformProfile.Ha, "360h", "40Gi", 2)]
    public async Task Retention_and_storage_follow_the_profile(PlatformProfile profile, string retention, string size, double replicas)
    {
        var values = await Values(profile == PlatformProfile.Small ? PlatformRun.Single : PlatformRun.Ha, profile);
        Assert.Equal(
            (retention, size, replicas),
            (At(values, "prometheus.prometheusSpec.retention"), At(values, "prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage"), At(values, "prometheus.prometheusSpec.replicas")));
    }

    [Fact]
    public async Task Two_replicas_are_never_asked_for_on_one_machine()
    {
        var values = await Values(PlatformRun.Single, PlatformProfile.Ha);
        Assert.Equal((1d, "soft"), (At(values, "prometheus.prometheusSpec.replicas"), At(values, "prometheus.prometheusSpec.podAntiAffinity")));
    }

    [Fact]
    public async Task The_webhook_gets_its_certificate_from_cert_manager_or_is_off()
    {
        var with = await Values();
        Assert.Equal((true, true), (At(with, "prometheusOperator.admissionWebhooks.enabled"), At(with, "prometheusOperator.admissionWebhooks.certManager.enabled")));
        var without = await Values(declare: platform => _ = new MonitoringStack("monitoring", new() { Platform = platform }));
        Assert.Equal((false, false), (At(without, "prometheusOperator.admissionWebhooks.enabled"), At(without, "prometheusOperator.tls.enabled")));
    }

    [Fact]
    public async Task Grafanas_password_is_generated_once_and_goes_straight_to_the_cluster()
    {
        var stack = await PlatformRun.Of(platform => Declare(platform), DeliveryEngine.Argocd);
        var secret = stack.Single("kubernetes:core/v1:Secret", "monitoring-grafana-admin");
        Assert.Equal("cluster", secret.Provider!.Name);
        Assert.True(secret.IsSecret("stringData.password"));
        Assert.Contains(secret.DataDependencies, each => each.Type == "random:index/randomPassword:RandomPassword");
        var values = await Values();
        Assert.Equal(("grafana-admin", "user", "password"), (At(values, "grafana.admin.existingSecret"), At(values, "grafana.admin.userKey"), At(values, "grafana.admin.passwordKey")));
        Assert.Null(At(values, "grafana.adminPassword"));
    }

    [Fact]
    public async Task Only_the_node_exporters_namespace_is_privileged()
    {
        var stack = await PlatformRun.Of(platform => Declare(platform));
        Assert.Equal(
            ["monitoring-system restricted", "node-exporter-system privileged"],
            KubernetesManifests.From(stack).Objects.Where(each => each.Kind == "Namespace")
                .Select(each => $"{each.Name} {each.Resource.Input("""metadata.labels["pod-security.kubernetes.io/enforce"]""")}"));
    }

    [Fact]
    public async Task Grafanas_token_reads_config_maps_and_no_secret_and_nobody_counts_secrets()
    {
        var stack = await PlatformRun.Of(platform => Declare(platform));
        var role = (string)stack.Value("kube-prometheus-stack", "grafana.rbac.useExistingClusterRole")!;
        var rules = (ImmutableArray<object>)stack.Field("ClusterRole", role, "rules")!;
        Assert.Equal(["configmaps"], Found.Texts(((ImmutableDictionary<string, object>)Assert.Single(rules))["resources"]));
        foreach (var sidecar in new[] { "dashboards", "datasources" })
            Assert.Equal("configmap", stack.Value("kube-prometheus-stack", $"grafana.sidecar.{sidecar}.resource"));
        Assert.Equal(["secrets"], Found.Texts(stack.Value("kube-prometheus-stack", "kube-state-metrics.collectorsExclude")));
    }

    [Fact]
    public async Task The_charts_namespace_and_secrets_are_there_before_it()
    {
        var stack = await PlatformRun.Of(platform => Declare(platform));
        var before = stack.Single("kubernetes:helm.sh/v3:Release", "kube-prometheus-stack").AllDependencies().Select(each => each.Name);
        Assert.Superset(new HashSet<string> { "monitoring-system", "node-exporter-system", "monitoring-grafana-admin", "monitoring-receivers" }, before.ToHashSet());
    }

    static MonitoringStack Declare(PlatformContext platform) =>
        new("monitoring", new() { Platform = platform, Monitoring = Spec, HasCertManager = true });

    internal static async Task<ImmutableDictionary<string, object>> Values(
        ClusterFacts? cluster = null, PlatformProfile profile = PlatformProfile.Ha, Action<PlatformContext>? declare = null) =>
        Assert.Single(KubernetesManifests.From(await PlatformRun.Of(declare ?? (platform => Declare(platform)), cluster: cluster, profile: profile)).Charts).Values;

    internal static object? At(ImmutableDictionary<string, object> values, string path) => PropertyPath.Parse(path).Resolve(values);

    static IEnumerable<object> List(ImmutableDictionary<string, object> values, string path) => (ImmutableArray<object>)At(values, path)!;
}
