using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Components.Delivery;
using Basecamp.Components.Network;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;

namespace Basecamp.Platform.Tests.SeaweedFs;

public sealed class SeaweedFsTests
{
    [Fact]
    public Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster() =>
        SameUnderEveryDelivery.Holds(Install, charts: 1, "PodDisruptionBudget", "PrometheusRule");

    [Fact]
    public async Task Keys_are_generated_once_and_reach_the_chart_by_the_name_of_a_secret()
    {
        var stack = await PlatformRun.Of(Install, DeliveryEngine.Flux);
        var secret = Assert.Single(stack.OfType("kubernetes:core/v1:Secret"));
        Assert.Equal("cluster", secret.Provider!.Name);
        Assert.True(secret.IsSecret("stringData.seaweedfs_s3_config"));
        var direct = await PlatformRun.Of(Install);
        Assert.Equal("s3-config", direct.Value("seaweedfs", "s3.existingConfigSecret"));
        Assert.Null(direct.Value("seaweedfs", "s3.credentials"));
        Assert.Contains(direct.Single("kubernetes:helm.sh/v3:Release", "seaweedfs").DependsOn, each => each.Type == "kubernetes:core/v1:Secret");
    }

    [Fact]
    public async Task Nothing_is_kept_in_directories_of_a_node()
    {
        var stack = await PlatformRun.Of(Install);
        foreach (var part in new[] { "master", "filer" })
        {
            Assert.Equal("persistentVolumeClaim", stack.Value("seaweedfs", $"{part}.data.type"));
            Assert.Equal("emptyDir", stack.Value("seaweedfs", $"{part}.logs.type"));
        }
        Assert.Equal("emptyDir", stack.Value("seaweedfs", "s3.logs.type"));
        var disk = (ImmutableDictionary<string, object>)((ImmutableArray<object>)stack.Value("seaweedfs", "volume.dataDirs")!).Single();
        Assert.Equal(("persistentVolumeClaim", "longhorn-database", "50Gi"), (disk["type"], disk["storageClass"], disk["size"]));
    }

    [Fact]
    public async Task Everything_is_stored_twice_where_a_node_may_fail_and_once_on_a_single_one()
    {
        var ha = await PlatformRun.Of(Install);
        Assert.Equal((3, "001"), (Number(ha.Value("seaweedfs", "volume.replicas")), ha.Value("seaweedfs", "global.seaweedfs.replicationPlacement")));
        Assert.Null(ha.Value("seaweedfs", "master.affinity"));
        Assert.Equal(["seaweedfs-master", "seaweedfs-s3", "seaweedfs-volume"], ha.Names("PodDisruptionBudget"));

        var small = await PlatformRun.Of(Install, cluster: PlatformRun.Single, profile: PlatformProfile.Small);
        Assert.Equal((1, null), (Number(small.Value("seaweedfs", "volume.replicas")), small.Value("seaweedfs", "global.seaweedfs.replicationPlacement")));
        Assert.Equal("", small.Value("seaweedfs", "master.affinity"));
        Assert.Empty(small.Names("PodDisruptionBudget"));
    }

    [Fact]
    public async Task Servers_run_without_root_and_nobody_but_prometheus_gets_in_until_a_client_connects()
    {
        var stack = await PlatformRun.Of(Install);
        Assert.All(["master", "volume", "filer", "s3"], part =>
        {
            Assert.Equal(true, stack.Value("seaweedfs", $"{part}.podSecurityContext.runAsNonRoot"));
            Assert.Equal(false, stack.Value("seaweedfs", $"{part}.containerSecurityContext.allowPrivilegeEscalation"));
        });
        // The job that creates buckets has the filer's security context.
        Assert.Equal("restricted", stack.Object("Namespace", "seaweedfs-core").Input("metadata.labels[\"pod-security.kubernetes.io/enforce\"]"));
        Assert.Equal(
            ["allow-monitoring: monitoring-system{app.kubernetes.io/name=prometheus} 9327", "allow-same-namespace-ingress: seaweedfs-core"],
            stack.Ingress("seaweedfs-core"));
        Assert.Equal(["allow-dns: kube-system{k8s-app=kube-dns} 53,53", "allow-same-namespace-egress: seaweedfs-core"], stack.Egress("seaweedfs-core"));
    }

    [Fact]
    public async Task A_client_of_the_store_is_let_out_and_in_at_its_gateway_only()
    {
        var stack = await PlatformRun.Of(platform =>
        {
            var seaweedFs = new Components.SeaweedFs.SeaweedFs("seaweedfs", new() { Platform = platform });
            _ = new Components.Velero.Velero("velero", new() { Platform = platform, Store = seaweedFs.Target, After = [seaweedFs] });
        });
        Assert.Contains("velero-to-object-store: {app.kubernetes.io/component=s3,app.kubernetes.io/name=seaweedfs} velero-system 8333", stack.Ingress("seaweedfs-core"));
        Assert.Contains("velero-to-object-store: seaweedfs-core{app.kubernetes.io/component=s3,app.kubernetes.io/name=seaweedfs} 8333", stack.Egress("velero-system"));
    }

    [Fact]
    public async Task Its_target_is_known_to_be_inside()
    {
        S3Target? target = null;
        await PlatformRun.Of(platform => target = new Components.SeaweedFs.SeaweedFs("seaweedfs", new() { Platform = platform }).Target);
        Assert.True(target!.IsInCluster);
        Assert.Equal(("http://seaweedfs-s3.seaweedfs-core.svc:8333", "loki"), (target.Url, target.Bucket("loki")));
        Assert.IsType<Peer.Pods>(target.Peer);
    }

    static int Number(object? value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    static void Install(PlatformContext platform) => _ = new Components.SeaweedFs.SeaweedFs(
        "seaweedfs", new() { Platform = platform, Classes = new StorageClasses("longhorn", "longhorn-database") });
}
