using System.Globalization;
using Basecamp.Components.Clusters;
using Basecamp.Components.Longhorn;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Longhorn;

public sealed class LonghornTests
{
    [Fact]
    public Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster() => SameUnderEveryDelivery.Holds(
        Install(new() { Encrypted = true }), charts: 1, "StorageClass", "VolumeSnapshotClass", "RecurringJob", "PrometheusRule", "ConfigMap");

    [Fact]
    public async Task One_class_is_the_default_and_the_one_for_databases_keeps_one_copy_beside_the_pod()
    {
        var stack = await Run(new());
        Assert.Equal(["longhorn", "longhorn-database"], stack.Names("StorageClass"));
        Assert.Equal("true", stack.Object("StorageClass", "longhorn").Input("metadata.annotations[\"storageclass.kubernetes.io/is-default-class\"]"));
        Assert.Equal("false", stack.Object("StorageClass", "longhorn-database").Input("metadata.annotations[\"storageclass.kubernetes.io/is-default-class\"]"));
        var database = stack.Object("StorageClass", "longhorn-database");
        Assert.Equal(("1", "strict-local"), (database.Input("parameters.numberOfReplicas"), database.Input("parameters.dataLocality")));
        Assert.Equal("WaitForFirstConsumer", database.Input("volumeBindingMode"));
        Assert.Equal(false, stack.Value("longhorn", "persistence.createStorageClass"));
    }

    [Fact]
    public async Task An_encrypted_class_takes_its_key_from_a_secret_at_every_step()
    {
        var encrypted = (await Run(new() { Encrypted = true })).Object("StorageClass", "longhorn-encrypted");
        Assert.Equal("true", encrypted.Input("parameters.encrypted"));
        Assert.All(
            ["provisioner", "node-publish", "node-stage", "node-expand"],
            step => Assert.Equal("longhorn-crypto", encrypted.Input($"parameters[\"csi.storage.k8s.io/{step}-secret-name\"]")));
    }

    [Theory]
    [InlineData(null, 3)]
    [InlineData(2, 2)]
    public async Task Copies_follow_the_nodes_that_run_pods_unless_told_otherwise(int? wished, int copies)
    {
        var stack = await Run(new() { Replicas = wished });
        Assert.Equal(copies.ToString(CultureInfo.InvariantCulture), stack.Object("StorageClass", "longhorn").Input("parameters.numberOfReplicas"));
        Assert.Equal(copies, Convert.ToInt32(stack.Value("longhorn", "defaultSettings.defaultReplicaCount"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task On_one_node_there_is_one_copy()
    {
        var stack = await PlatformRun.Of(Install(new()), cluster: PlatformRun.Single, profile: PlatformProfile.Small);
        Assert.Equal("1", stack.Object("StorageClass", "longhorn").Input("parameters.numberOfReplicas"));
    }

    [Fact]
    public async Task Backups_go_to_the_store_with_credentials_that_are_in_no_file()
    {
        var stack = await PlatformRun.Of(Install(new()), Components.Delivery.DeliveryEngine.Argocd);
        var secret = Assert.Single(stack.OfType("kubernetes:core/v1:Secret"));
        Assert.Equal("cluster", secret.Provider!.Name);
        Assert.Equal("http://192.168.1.5:9000", secret.Input("stringData.AWS_ENDPOINTS"));
        Assert.Equal("false", secret.Input("stringData.VIRTUAL_HOSTED_STYLE"));
        Assert.True(secret.IsSecret("stringData.AWS_SECRET_ACCESS_KEY"));

        var direct = await Run(new());
        Assert.Equal("s3://ha-longhorn@us-east-1/", direct.Value("longhorn", "defaultBackupStore.backupTarget"));
        Assert.Equal(secret.Input("metadata.name"), direct.Value("longhorn", "defaultBackupStore.backupTargetCredentialSecret"));
        Assert.Null(direct.Value("longhorn", "defaultSettings.backupTarget"));
        Assert.Equal(["backup", "cleanup", "snapshot", "trim"], direct.Names("RecurringJob"));
        Assert.Equal(["longhorn-bak", "longhorn-snap"], direct.Names("VolumeSnapshotClass"));
    }

    [Fact]
    public async Task Without_backups_there_is_no_target_no_job_and_no_way_out()
    {
        var stack = await PlatformRun.Of(platform => _ = new Components.Longhorn.Longhorn("longhorn", new() { Platform = platform, Spec = new() { Backups = null } }));
        Assert.Null(stack.Value("longhorn", "defaultBackupStore.backupTarget"));
        Assert.Equal(["cleanup", "snapshot", "trim"], stack.Names("RecurringJob"));
        Assert.Equal(["longhorn-snap"], stack.Names("VolumeSnapshotClass"));
        Assert.DoesNotContain("LonghornBackupFailed", stack.Alerts("longhorn-alerts"));
        Assert.Equal(
            ["allow-api-server: kube-apiserver 6443", "allow-dns: kube-system{k8s-app=kube-dns} 53,53", "allow-same-namespace-egress: longhorn-system"],
            stack.Egress("longhorn-system"));
    }

    [Fact]
    public async Task Backups_of_the_cluster_never_stay_in_the_cluster()
    {
        var inside = await Errors(platform => new() { Platform = platform, Store = GivenStores.Nas() with { Peer = new Components.Network.Peer.Pods("store-core") } });
        Assert.Contains("a store in this cluster", inside, StringComparison.Ordinal);
        Assert.Contains("set its backups to null", await Errors(platform => new() { Platform = platform }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Volumes_of_databases_are_in_no_backup_job_because_databases_back_up_themselves()
    {
        var stack = await Run(new());
        Assert.Equal("""[{"name":"database","isGroup":true}]""", stack.Object("StorageClass", "longhorn-database").Input("parameters.recurringJobSelector"));
        Assert.Equal("- default", stack.Object("RecurringJob", "backup").Yaml("spec.groups").Trim());
        Assert.Contains("- database", stack.Object("RecurringJob", "trim").Yaml("spec.groups"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Velero_uses_the_class_whose_snapshots_stay_on_the_nodes()
    {
        var stack = await Run(new());
        var snap = stack.Object("VolumeSnapshotClass", "longhorn-snap");
        Assert.Equal(("driver.longhorn.io", "Delete", "snap"), (snap.Input("driver"), snap.Input("deletionPolicy"), snap.Input("parameters.type")));
        Assert.Equal("true", snap.Input("metadata.labels[\"velero.io/csi-volumesnapshot-class\"]"));
        var bak = stack.Object("VolumeSnapshotClass", "longhorn-bak");
        Assert.Equal(("Retain", "bak"), (bak.Input("deletionPolicy"), bak.Input("parameters.type")));
        Assert.Null(bak.Input("metadata.labels"));
    }

    [Fact]
    public async Task Kubelets_mount_prometheus_reads_the_api_server_asks_and_nobody_else_gets_in()
    {
        var stack = await Run(new());
        Assert.Equal(
            [
                "allow-monitoring: monitoring-system{app.kubernetes.io/name=prometheus} 9500", "allow-mounts: host|remote-node 3260,2049",
                "allow-same-namespace-ingress: longhorn-system", "allow-webhooks: host|kube-apiserver|remote-node 9502",
            ],
            stack.Ingress("longhorn-system"));
        Assert.Equal(false, stack.Value("longhorn", "ingress.enabled"));
        var ns = stack.Object("Namespace", "longhorn-system");
        Assert.Equal("privileged", ns.Input("metadata.labels[\"pod-security.kubernetes.io/enforce\"]"));
        Assert.NotNull(ns.Input("metadata.annotations[\"basecamp.io/allow-bc011\"]"));
    }

    [Fact]
    public async Task A_drain_is_not_blocked_and_no_hook_runs_with_every_sync()
    {
        var stack = await Run(new());
        Assert.Equal("allow-if-replica-is-stopped", stack.Value("longhorn", "defaultSettings.nodeDrainPolicy"));
        Assert.Equal(false, stack.Value("longhorn", "preUpgradeChecker.jobEnabled"));
        Assert.Equal(false, stack.Value("longhorn", "defaultSettings.upgradeChecker"));
    }

    [Fact]
    public async Task Volumes_leave_little_of_a_disk_of_their_own_and_more_of_the_systems()
    {
        const string Path = "defaultSettings.storageReservedPercentageForDefaultDisk";
        var disks = PlatformRun.Ha with { Nodes = [.. PlatformRun.Ha.Nodes.Select(node => node with { HasDataDisk = node.Role == NodeRole.Agent })] };

        Assert.Equal(30d, (await Run(new())).Value("longhorn", Path));
        Assert.Equal(10d, (await PlatformRun.Of(Install(new()), cluster: disks)).Value("longhorn", Path));
        Assert.Equal(20d, (await PlatformRun.Of(Install(new() { ReservedPercent = 20 }), cluster: disks)).Value("longhorn", Path));
    }

    [Fact]
    public async Task The_charts_policies_are_off_because_they_let_everybody_in_to_the_webhook() =>
        Assert.Equal(false, (await Run(new())).Value("longhorn", "networkPolicies.restrictInternalTraffic"));

    static Task<RecordedStack> Run(LonghornSpec spec) => PlatformRun.Of(Install(spec));

    static Action<PlatformContext> Install(LonghornSpec spec) => platform =>
        _ = new Components.Longhorn.Longhorn("longhorn", new() { Platform = platform, Spec = spec, Store = GivenStores.Nas() });

    static async Task<string> Errors(Func<PlatformContext, LonghornArgs> args)
    {
        var stack = await RecordedStack.TryRunAsync(() =>
        {
            _ = new Components.Longhorn.Longhorn("longhorn", args(PlatformRun.Context()));
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        });
        return Assert.Single(stack.Errors).Exception!.Message;
    }
}
