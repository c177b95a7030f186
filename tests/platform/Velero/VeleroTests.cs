using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Infra.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Platform.Tests.Validation;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Velero;

public sealed class VeleroTests
{
    [Fact]
    public Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster() =>
        SameUnderEveryDelivery.Holds(Install(), charts: 1, "PrometheusRule", "ConfigMap", "NetworkPolicy");

    [Fact]
    public async Task The_plugin_is_not_the_version_that_damages_backups() =>
        Assert.Equal("velero/velero-plugin-for-aws:v1.14.3", Assert.Single(List(await PlatformRun.Of(Install()), "initContainers"))["image"]);

    [Fact]
    public async Task Credentials_and_the_repository_password_are_there_before_the_chart_and_in_no_file()
    {
        var stack = await PlatformRun.Of(Install(), DeliveryEngine.Argocd);
        var secrets = stack.OfType("kubernetes:core/v1:Secret").ToDictionary(secret => (string)secret.Input("metadata.name")!);
        Assert.Equal(["velero-repo-credentials", "velero-store"], secrets.Keys.Order(StringComparer.Ordinal));
        Assert.All(secrets.Values, secret => Assert.Equal("cluster", secret.Provider!.Name));
        Assert.True(secrets["velero-repo-credentials"].IsSecret("stringData.repository-password"));
        Assert.Equal(
            $"[default]\naws_access_key_id={GivenStores.AccessKey}\naws_secret_access_key={GivenStores.SecretKey}\n",
            secrets["velero-store"].Input("stringData.cloud"));

        var direct = await PlatformRun.Of(Install());
        Assert.Equal("velero-store", direct.Value("velero", "credentials.existingSecret"));
        Assert.Equal(
            ["velero-repo-credentials", "velero-store"],
            direct.Single("kubernetes:helm.sh/v3:Release", "velero").DependsOn
                .Where(each => each.Type == "kubernetes:core/v1:Secret").Select(each => (string)each.Input("metadata.name")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Volumes_are_copied_out_of_snapshots_without_the_nodes_directories()
    {
        var stack = await PlatformRun.Of(Install());
        Assert.Equal(true, stack.Value("velero", "configuration.defaultSnapshotMoveData"));
        Assert.Equal(true, stack.Value("velero", "deployNodeAgent"));
        Assert.Equal(true, stack.Value("velero", "nodeAgent.disableHostPath"));
        Assert.Equal("baseline", stack.Object("Namespace", "velero-system").Input("metadata.labels[\"pod-security.kubernetes.io/enforce\"]"));
    }

    [Fact]
    public async Task Without_snapshots_only_objects_are_backed_up()
    {
        var stack = await PlatformRun.Of(Install(hasSnapshots: false));
        Assert.Equal(false, stack.Value("velero", "deployNodeAgent"));
        Assert.Equal(false, stack.Value("velero", "schedules.nightly.template.snapshotVolumes"));
        Assert.Null(stack.Value("velero", "nodeAgent.resources"));
    }

    [Fact]
    public async Task Nothing_asks_the_cluster_at_render_and_no_hook_runs_with_every_sync()
    {
        var stack = await PlatformRun.Of(Install());
        Assert.Equal(false, stack.Value("velero", "metrics.serviceMonitor.autodetect"));
        Assert.Equal(false, stack.Value("velero", "metrics.nodeAgentPodMonitor.autodetect"));
        Assert.Equal(false, stack.Value("velero", "upgradeCRDs"));
        Assert.Equal(false, stack.Value("velero", "snapshotsEnabled"));
        Assert.Empty(List(stack, "configuration.volumeSnapshotLocation"));
    }

    [Fact]
    public async Task Goes_to_the_store_as_self_hosted_ones_understand_it()
    {
        var location = Assert.Single(List(await PlatformRun.Of(Install()), "configuration.backupStorageLocation"));
        Assert.Equal("ha-velero", location["bucket"]);
        var config = (ImmutableDictionary<string, object>)location["config"];
        Assert.Equal(("http://192.168.1.5:9000", "true", ""), (config["s3Url"], config["s3ForcePathStyle"], config["checksumAlgorithm"]));
    }

    [Fact]
    public async Task Every_night_everything_but_what_is_backed_up_elsewhere()
    {
        var stack = await PlatformRun.Of(platform => _ = new Components.Velero.Velero("velero", new()
        {
            Platform = platform,
            Store = GivenStores.Nas(),
            Spec = new() { RetentionDays = 7, Exclude = ["scratch"] },
            BackedUpElsewhere = ["longhorn-system", "postgres-core"],
        }));
        Assert.Equal("0 2 * * *", stack.Value("velero", "schedules.nightly.schedule"));
        Assert.Equal("168h0m0s", stack.Value("velero", "schedules.nightly.template.ttl"));
        Assert.Equal(false, stack.Value("velero", "schedules.nightly.useOwnerReferencesInBackup"));
        Assert.Equal(
            ["longhorn-system", "postgres-core", "scratch", "velero-system"],
            ((ImmutableArray<object>)stack.Value("velero", "schedules.nightly.template.excludedNamespaces")!).Cast<string>());
    }

    [Fact]
    public void Databases_with_backups_of_their_own_are_left_out_and_those_without_are_not()
    {
        var settings = GivenSettings.Parsed("""
            { "longhorn": {}, "objectStore": { "inCluster": {} }, "postgres": { "clusters": {
                "main": { "databases": [{ "name": "a" }] }, "scratch": { "backup": null, "databases": [{ "name": "a" }] } } } }
            """);
        var plan = PlatformParts.PlanOf(settings, PlatformRun.Ha, DeliveryEngine.Pulumi);
        Assert.Equal(["longhorn-system", "seaweedfs-core", "main-core"], plan.Chosen.SelectMany(part => part.BackedUpElsewhere(plan)));
    }

    [Fact]
    public async Task Talks_to_the_api_server_and_the_store_only()
    {
        var stack = await PlatformRun.Of(Install());
        Assert.Equal(
            [
                "allow-api-server: kube-apiserver 6443", "allow-dns: kube-system{k8s-app=kube-dns} 53,53", "allow-same-namespace-egress: velero-system",
                "velero-to-object-store: 192.168.1.5/32 9000",
            ],
            stack.Egress("velero-system"));
        Assert.Equal(
            ["allow-monitoring: monitoring-system{app.kubernetes.io/name=prometheus} 8085", "allow-same-namespace-ingress: velero-system"],
            stack.Ingress("velero-system"));
    }

    static IReadOnlyList<ImmutableDictionary<string, object>> List(RecordedStack stack, string path) =>
        [.. ((ImmutableArray<object>)stack.Value("velero", path)!).Cast<ImmutableDictionary<string, object>>()];

    static Action<PlatformContext> Install(bool hasSnapshots = true) => platform =>
        _ = new Components.Velero.Velero("velero", new() { Platform = platform, Store = GivenStores.Nas(), HasSnapshots = hasSnapshots });
}
