using Basecamp.Components.Platform;
using Basecamp.Components.Postgres;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Postgres;

public sealed class PostgresClusterTests
{
    [Fact]
    public Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster() => SameUnderEveryDelivery.Holds(
        GivenPostgres.Everything, charts: 2, "Cluster", "Database", "ObjectStore", "ScheduledBackup", "Pooler", "PodMonitor", "PrometheusRule");

    [Fact]
    public async Task Writes_its_archive_under_its_generation_and_reads_the_older_one()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Full));
        var cluster = stack.Object("Cluster", "postgres");
        Assert.Equal("postgres-g2", cluster.Input("spec.plugins[0].parameters.serverName"));
        Assert.True((bool)cluster.Input("spec.plugins[0].isWALArchiver")!);
        Assert.Equal("postgres-g1", cluster.Input("spec.externalClusters[0].plugin.parameters.serverName"));
        Assert.Equal(cluster.Input("spec.externalClusters[0].name"), cluster.Input("spec.bootstrap.recovery.source"));
        Assert.Equal("2026-03-01T08:30:00Z", cluster.Input("spec.bootstrap.recovery.recoveryTarget.targetTime"));
        Assert.Null(cluster.Input("spec.bootstrap.initdb"));
        // The plugin refuses a store that names a server for everybody.
        Assert.Null(stack.Object("ObjectStore", "postgres-archive").Input("spec.configuration.serverName"));
    }

    [Fact]
    public async Task Starts_empty_without_recovery()
    {
        var cluster = (await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Plain))).Object("Cluster", "postgres");
        Assert.Equal("postgres-g1", cluster.Input("spec.plugins[0].parameters.serverName"));
        Assert.Equal("triage", cluster.Input("spec.bootstrap.initdb.database"));
        Assert.Equal("postgres-role-triage", cluster.Input("spec.bootstrap.initdb.secret.name"));
        Assert.Null(cluster.Input("spec.bootstrap.recovery"));
        Assert.Null(cluster.Input("spec.externalClusters"));
    }

    [Fact]
    public async Task Refuses_to_write_into_the_archive_it_reads()
    {
        var spec = GivenPostgres.Plain with { Recovery = new() { FromGeneration = 1 } };
        var stack = await RecordedStack.TryRunAsync(() => Task.FromResult<IDictionary<string, object?>>(Declared(spec)));
        Assert.Contains("'postgres-g1'", Assert.Single(stack.Errors).Exception!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(stack.Resources, resource => resource.Type.StartsWith("kubernetes:postgresql", StringComparison.Ordinal));
        Assert.Equal("postgres-g2", (await PlatformRun.Of(GivenPostgres.Cluster(spec with { Generation = 2 })))
            .Object("Cluster", "postgres").Input("spec.plugins[0].parameters.serverName"));

        static Dictionary<string, object?> Declared(PostgresClusterSpec spec)
        {
            GivenPostgres.Cluster(spec)(PlatformRun.Context());
            return [];
        }
    }

    [Fact]
    public async Task Backs_up_every_night_by_the_plugin_with_seconds_in_the_schedule()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Plain));
        Assert.Equal(
            """
            backupOwnerReference: self
              cluster:
                name: postgres
              immediate: true
              method: plugin
              pluginConfiguration:
                name: barman-cloud.cloudnative-pg.io
              schedule: 0 0 3 * * *
            """.ReplaceLineEndings("\n"),
            stack.Object("ScheduledBackup", "postgres-backup").Yaml("spec"));
    }

    [Fact]
    public async Task Without_backups_nothing_is_archived_and_no_alert_waits_for_one()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Plain with { Backup = null }));
        Assert.Empty(stack.Names("ScheduledBackup"));
        Assert.Empty(stack.Names("ObjectStore"));
        Assert.Null(stack.Object("Cluster", "postgres").Input("spec.plugins"));
        Assert.Equal(
            ["PostgresDiskFilling", "PostgresFailover", "PostgresInstanceDown", "PostgresNoPrimary", "PostgresReplicationLag", "PostgresStandbyMissing"],
            stack.Alerts("postgres-alerts"));
        Assert.DoesNotContain(stack.Egress("postgres-core"), rule => rule.Contains("192.168.1.5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_instances_spread_over_nodes_with_a_budget_and_a_synchronous_standby()
    {
        var cluster = (await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Plain))).Object("Cluster", "postgres");
        Assert.Equal(3, Convert.ToInt32(cluster.Input("spec.instances"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.True((bool)cluster.Input("spec.enablePDB")!);
        Assert.Equal("switchover", cluster.Input("spec.primaryUpdateMethod"));
        Assert.Equal("required", cluster.Input("spec.affinity.podAntiAffinityType"));
        Assert.Equal("preferred", cluster.Input("spec.postgresql.synchronous.dataDurability"));
        Assert.False((bool)cluster.Input("spec.enableSuperuserAccess")!);
    }

    [Fact]
    public async Task One_instance_has_no_budget_that_would_block_a_drain_and_waits_for_nobody()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Plain), cluster: PlatformRun.Single, profile: PlatformProfile.Small);
        var cluster = stack.Object("Cluster", "postgres");
        Assert.False((bool)cluster.Input("spec.enablePDB")!);
        Assert.Equal("restart", cluster.Input("spec.primaryUpdateMethod"));
        Assert.Null(cluster.Input("spec.postgresql.synchronous"));
        Assert.DoesNotContain("PostgresReplicationLag", stack.Alerts("postgres-alerts"));
    }

    [Theory]
    [InlineData(CommitDurability.Required, "required")]
    [InlineData(CommitDurability.Asynchronous, null)]
    public async Task Durability_is_a_choice(CommitDurability durability, string? written) => Assert.Equal(
        written,
        (await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Plain with { Durability = durability })))
            .Object("Cluster", "postgres").Input("spec.postgresql.synchronous.dataDurability"));

    [Fact]
    public async Task Memory_is_guaranteed_and_a_quarter_of_it_are_shared_buffers()
    {
        var cluster = (await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Plain with { MemoryMiB = 2048 }))).Object("Cluster", "postgres");
        Assert.Equal("2048Mi", cluster.Input("spec.resources.requests.memory"));
        Assert.Equal("2048Mi", cluster.Input("spec.resources.limits.memory"));
        Assert.Null(cluster.Input("spec.resources.limits.cpu"));
        Assert.Equal("512MB", cluster.Input("spec.postgresql.parameters.shared_buffers"));
    }

    [Fact]
    public async Task A_parameter_of_the_stack_file_wins() => Assert.Equal(
        "1GB",
        (await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Plain with { Parameters = new Dictionary<string, string> { ["shared_buffers"] = "1GB" } })))
            .Object("Cluster", "postgres").Input("spec.postgresql.parameters.shared_buffers"));

    [Fact]
    public async Task Passwords_go_to_the_cluster_as_basic_auth_and_nowhere_else()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Full), Components.Delivery.DeliveryEngine.Argocd);
        var secrets = stack.OfType("kubernetes:core/v1:Secret").ToList();
        Assert.Equal(
            ["postgres-archive-credentials", "postgres-role-reports", "postgres-role-shop", "postgres-role-triage"],
            secrets.Select(secret => (string)secret.Input("metadata.name")!).Order(StringComparer.Ordinal));
        Assert.All(secrets, secret => Assert.Equal("cluster", secret.Provider!.Name));
        var role = secrets.Single(secret => (string)secret.Input("metadata.name")! == "postgres-role-triage");
        Assert.Equal("kubernetes.io/basic-auth", role.Input("type"));
        Assert.Equal("triage", role.Input("stringData.username"));
        Assert.True(role.IsSecret("stringData.password"));
        Assert.Equal("true", role.Input("metadata.labels[\"cnpg.io/reload\"]"));
    }

    [Fact]
    public async Task Databases_outlive_their_objects()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Full));
        Assert.Equal(["postgres-shop-floor", "postgres-triage"], stack.Names("Database"));
        var database = stack.Object("Database", "postgres-shop-floor");
        Assert.Equal(("shop_floor", "shop", "retain"), (database.Input("spec.name"), database.Input("spec.owner"), database.Input("spec.databaseReclaimPolicy")));
        foreach (var stateful in new[] { database, stack.Object("Cluster", "postgres"), stack.Object("ObjectStore", "postgres-archive") })
        {
            Assert.True(stateful.Options.RetainOnDelete);
            Assert.Equal("Prune=confirm,Delete=confirm", stateful.Input("metadata.annotations[\"argocd.argoproj.io/sync-options\"]"));
        }
    }

    [Fact]
    public async Task Only_named_clients_the_operator_prometheus_and_instances_reach_it()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Everything);
        const string Instances = "{cnpg.io/cluster=postgres}", Pooler = "{cnpg.io/poolerName=postgres-pooler}";
        Assert.Equal(
            [
                $"cnpg-to-postgres: {Instances} cnpg-system{{app.kubernetes.io/name=cloudnative-pg}} 8000",
                $"postgres-from-shop-0-pooler: {Pooler} shop{{app=web}} 5432",
                $"postgres-from-shop-0: {Instances} shop{{app=web}} 5432",
                $"postgres-metrics: {Instances} monitoring-system{{app.kubernetes.io/name=prometheus}} 9187",
                $"postgres-pooler-in: {Instances} postgres-core{Pooler} 5432",
                $"postgres-pooler-metrics: {Pooler} monitoring-system{{app.kubernetes.io/name=prometheus}} 9127",
                $"postgres-replication-in: {Instances} postgres-core{Instances} 5432,8000",
            ],
            stack.Ingress("postgres-core"));
        Assert.Equal(
            [
                "allow-dns: kube-system{k8s-app=kube-dns} 53,53",
                $"postgres-api-server: {Instances} kube-apiserver 6443",
                $"postgres-pooler-api-server: {Pooler} kube-apiserver 6443",
                $"postgres-pooler-out: {Pooler} postgres-core{Instances} 5432",
                $"postgres-replication-out: {Instances} postgres-core{Instances} 5432,8000",
                $"postgres-to-object-store: {Instances} 192.168.1.5/32 9000",
            ],
            stack.Egress("postgres-core"));
        Assert.Contains($"cnpg-to-postgres: {{app.kubernetes.io/name=cloudnative-pg}} postgres-core{Instances} 8000", stack.Egress("cnpg-system"));
    }

    [Fact]
    public async Task In_the_namespace_of_an_app_the_same_policies_hold_and_no_namespace_is_made()
    {
        static void InApp(PlatformContext platform) => _ = new PostgresCluster(
            "postgres", new() { Platform = platform, Spec = GivenPostgres.Full, Store = GivenStores.Nas(), Namespace = "shop" });

        var own = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Full));
        var app = await PlatformRun.Of(InApp);
        Assert.Empty(app.Names("Namespace"));
        Assert.Equal(
            own.Ingress("postgres-core").Select(rule => rule.Replace("postgres-core", "shop", StringComparison.Ordinal)),
            app.Ingress("shop"));
    }

    [Fact]
    public async Task Prometheus_reads_instances_by_a_monitor_of_our_own()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Full));
        Assert.Equal(["postgres", "postgres-pooler"], stack.Names("PodMonitor"));
        Assert.Null(stack.Object("Cluster", "postgres").Input("spec.monitoring.enablePodMonitor"));
        Assert.Null(stack.Object("Pooler", "postgres-pooler").Input("spec.monitoring"));
        Assert.Equal(
            [
                "PostgresArchivingFailing", "PostgresBackupTooOld", "PostgresDiskFilling", "PostgresFailover", "PostgresInstanceDown", "PostgresNoPrimary",
                "PostgresReplicationLag", "PostgresStandbyMissing",
            ],
            stack.Alerts("postgres-alerts"));
    }

    [Fact]
    public async Task Without_monitoring_nothing_is_left_of_it()
    {
        var stack = await PlatformRun.Of(GivenPostgres.Cluster(GivenPostgres.Full), monitoring: false);
        Assert.Empty(stack.Names("PodMonitor").Concat(stack.Names("PrometheusRule")).Concat(stack.Names("ConfigMap")));
        Assert.DoesNotContain(stack.Ingress("postgres-core"), rule => rule.Contains("monitoring", StringComparison.Ordinal));
    }
}
