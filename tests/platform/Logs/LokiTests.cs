using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Logs;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Logs;

public sealed class LokiTests
{
    [Fact]
    public Task Whoever_delivers_the_same_reaches_the_cluster() =>
        SameUnderEveryDelivery.Holds(platform => Declare(platform, GivenStores.Nas()), charts: 1, "PrometheusRule", "ConfigMap", "NetworkPolicy");

    [Fact]
    public async Task Only_one_mode_has_replicas()
    {
        var loki = await Chart();
        Assert.Equal(("Monolithic", 3d, 3d), (At(loki, "deploymentMode"), At(loki, "singleBinary.replicas"), At(loki, "loki.commonConfig.replication_factor")));
        foreach (var part in new[] { "read", "write", "backend" })
            Assert.Equal(0d, At(loki, $"{part}.replicas"));
    }

    [Fact]
    public async Task Keys_come_from_the_environment_and_never_stand_in_values()
    {
        var loki = await Chart();
        Assert.Equal(("${AWS_ACCESS_KEY_ID}", "${AWS_SECRET_ACCESS_KEY}"), (At(loki, "loki.storage.s3.accessKeyId"), At(loki, "loki.storage.s3.secretAccessKey")));
        Assert.Equal("-config.expand-env=true", Assert.Single((ImmutableArray<object>)At(loki, "singleBinary.extraArgs")!));
        Assert.Equal("loki-s3", At(loki, "singleBinary.extraEnvFrom[0].secretRef.name"));
    }

    [Fact]
    public async Task Logs_are_deleted_after_their_time()
    {
        var loki = await Chart();
        Assert.Equal(("720h", true, "s3"), (At(loki, "loki.limits_config.retention_period"), At(loki, "loki.compactor.retention_enabled"), At(loki, "loki.compactor.delete_request_store")));
    }

    [Fact]
    public async Task Without_an_object_store_one_replica_keeps_everything_on_its_volume()
    {
        var loki = await Chart(store: null);
        Assert.Equal(
            ("filesystem", 1d, 1d, "filesystem"),
            (At(loki, "loki.storage.type"), At(loki, "singleBinary.replicas"), At(loki, "loki.commonConfig.replication_factor"), At(loki, "loki.compactor.delete_request_store")));
        Assert.Equal(false, At(loki, "singleBinary.podDisruptionBudget.enabled"));
    }

    [Fact]
    public async Task The_smallest_profile_has_one_replica_and_no_caches()
    {
        var loki = await Chart(profile: PlatformProfile.Small, cluster: PlatformRun.Single);
        Assert.Equal((1d, false, false), (At(loki, "singleBinary.replicas"), At(loki, "chunksCache.enabled"), At(loki, "resultsCache.enabled")));
    }

    [Fact]
    public async Task Replicas_that_need_a_machine_each_are_not_asked_for_without_machines() =>
        Assert.Equal(1d, At(await Chart(cluster: PlatformRun.Single), "singleBinary.replicas"));

    [Fact]
    public async Task Only_loki_reaches_the_store_and_only_grafana_and_what_ships_logs_reaches_loki()
    {
        var stack = await PlatformRun.Of(platform =>
        {
            Declare(platform, GivenStores.Nas());
            _ = new Alloy("alloy", new() { Platform = platform });
        });
        Assert.Equal(
            ["allow-dns", "allow-monitoring", "allow-object-store", "allow-same-namespace-egress", "allow-same-namespace-ingress", "alloy-to-loki", "default-deny", "grafana-to-loki"],
            KubernetesManifests.From(stack).Objects
                .Where(each => each.Namespace == "loki-system" && each.Kind.EndsWith("NetworkPolicy", StringComparison.Ordinal))
                .Select(each => each.Name).Order(StringComparer.Ordinal));
        var toStore = stack.Resources.Single(each => each.Input("metadata.name") is "allow-object-store");
        Assert.Equal("single-binary", toStore.Input("""spec.podSelector.matchLabels["app.kubernetes.io/component"]"""));
        Assert.Equal(("192.168.1.5/32", 9000d), (toStore.Input("spec.egress[0].to[0].ipBlock.cidr"), toStore.Input("spec.egress[0].ports[0].port")));
    }

    [Fact]
    public async Task Grafana_finds_it_by_a_label_and_without_credentials()
    {
        var datasource = Assert.Single(KubernetesManifests.From(await PlatformRun.Of(platform => Declare(platform, null))).Objects, each => each.Kind == "ConfigMap");
        Assert.Equal("1", datasource.Resource.Input("metadata.labels.grafana_datasource"));
        Assert.Contains("url: http://loki.loki-system.svc:3100", (string)datasource.Resource.Input("""data["loki-datasource.yaml"]""")!, StringComparison.Ordinal);
    }

    static object? At(RecordedResource chart, string path) => chart.Input($"values.{path}");

    static Task<RecordedResource> Chart(PlatformProfile profile = PlatformProfile.Ha, ClusterFacts? cluster = null) => Chart(GivenStores.Nas, profile, cluster);

    static async Task<RecordedResource> Chart(Func<S3Target>? store, PlatformProfile profile = PlatformProfile.Ha, ClusterFacts? cluster = null) =>
        Assert.Single(KubernetesManifests.From(await PlatformRun.Of(platform => Declare(platform, store?.Invoke()), profile: profile, cluster: cluster)).Charts).Resource;

    static void Declare(PlatformContext platform, S3Target? store) => _ = new Loki("loki", new() { Platform = platform, Store = store });
}
