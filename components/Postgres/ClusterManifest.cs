using System.Globalization;
using Basecamp.Components.Catalog;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;

namespace Basecamp.Components.Postgres;

/// <summary>Specs of the objects that make up a cluster.</summary>
static class ClusterManifest
{
    // What the archive to start from is called inside a Cluster.
    const string Origin = "origin";

    public static ValueTree Of(PostgresPlan plan) => new()
    {
        ["instances"] = plan.Instances,
        ["imageName"] = Images.Postgres.ToString(),
        ["enableSuperuserAccess"] = false,
        // The budget of a single instance blocks the drain of its node for ever.
        ["enablePDB"] = plan.Instances > 1,
        ["primaryUpdateStrategy"] = "unsupervised",
        ["primaryUpdateMethod"] = plan.Instances > 1 ? "switchover" : "restart",
        ["storage.size"] = GiB(plan.Spec.StorageGiB),
        ["storage.storageClass"] = plan.StorageClass,
        ["walStorage.size"] = GiB(plan.Spec.WalStorageGiB),
        ["walStorage.storageClass"] = plan.StorageClass,
        ["resources"] = plan.Requests.ToValues(),
        ["priorityClassName"] = Priority.Core,
        ["affinity.enablePodAntiAffinity"] = true,
        ["affinity.podAntiAffinityType"] = "required",
        ["affinity.topologyKey"] = "kubernetes.io/hostname",
        ["postgresql.parameters"] = PostgresParameters.For(plan.Spec),
        ["postgresql.synchronous"] = Synchronous(plan),
        ["managed.roles"] = plan.Roles.Select(role => Role(plan, role)),
        ["bootstrap"] = plan.Spec.Recovery is { } recovery ? Recovery(plan, recovery) : InitDb(plan),
        ["externalClusters"] = plan.SourceArchiveName is { } source
            ? new[] { new ValueTree { ["name"] = Origin, ["plugin.name"] = CloudNativePg.BarmanPlugin, ["plugin.parameters"] = Archive(plan, source) } }
            : null,
        ["plugins"] = plan.Spec.Backup is not null ? new[] { Archiver(plan) } : null,
    };

    public static ValueTree Database(string cluster, DatabaseSpec database) => new()
    {
        ["cluster.name"] = cluster,
        ["name"] = database.Name,
        ["owner"] = PostgresPlan.OwnerOf(database),
        ["databaseReclaimPolicy"] = "retain",
        ["extensions"] = database.Extensions.Count > 0 ? database.Extensions.Select(extension => new ValueTree { ["name"] = extension }) : null,
    };

    public static ValueTree ScheduledBackup(PostgresPlan plan, PostgresBackupSpec backup) => new()
    {
        // Seconds first: five fields would be refused, and in older versions read shifted by one.
        ["schedule"] = $"0 {backup.Schedule}",
        ["cluster.name"] = plan.Name,
        // The default is the deprecated way, which does nothing here.
        ["method"] = "plugin",
        ["pluginConfiguration.name"] = CloudNativePg.BarmanPlugin,
        // A first backup at once: an archive without one restores nothing.
        ["immediate"] = true,
        ["backupOwnerReference"] = "self",
    };

    public static ValueTree ObjectStore(PostgresPlan plan, S3Target store) => new()
    {
        ["configuration.destinationPath"] = $"s3://{store.Bucket("postgres")}/",
        ["configuration.endpointURL"] = store.Url,
        ["configuration.endpointCA"] = store.CaCertificate is null ? null : Key(plan, S3Target.CaCertificateName),
        ["configuration.s3Credentials.accessKeyId"] = Key(plan, S3Target.AccessKeyName),
        ["configuration.s3Credentials.secretAccessKey"] = Key(plan, S3Target.SecretKeyName),
        ["configuration.wal.compression"] = "gzip",
        ["configuration.wal.maxParallel"] = 4,
        ["configuration.data.compression"] = "gzip",
        ["configuration.data.jobs"] = 2,
        ["retentionPolicy"] = plan.Spec.Backup is { } backup ? string.Create(CultureInfo.InvariantCulture, $"{backup.RetentionDays}d") : null,
        ["instanceSidecarConfiguration.resources"] = PostgresPlan.ArchiverRequests.ToValues(),
        // The region could only be a Secret's entry otherwise. Self-hosted stores do not know the checksums that newer AWS libraries send with every request.
        ["instanceSidecarConfiguration.env"] = new[]
        {
            Variable("AWS_DEFAULT_REGION", store.Region),
            Variable("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required"),
            Variable("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required"),
        },
    };

    public static ValueTree Pooler(PostgresPlan plan, PoolerSpec pooler) => new()
    {
        ["cluster.name"] = plan.Name,
        ["type"] = "rw",
        ["instances"] = plan.PoolerInstances,
        ["pgbouncer.poolMode"] = pooler.Mode == PoolMode.Session ? "session" : "transaction",
        ["pgbouncer.parameters"] = new Dictionary<string, string>
        {
            ["default_pool_size"] = Text(pooler.PoolSize),
            ["max_client_conn"] = Text(pooler.MaxClients),
            // Keeps prepared statements of drivers working across transactions.
            ["max_prepared_statements"] = "200",
        },
        ["template.spec.containers"] = new[] { new ValueTree { ["name"] = "pgbouncer", ["resources"] = PostgresPlan.PoolerRequests.ToValues() } },
        ["template.spec.priorityClassName"] = Priority.Core,
        ["template.spec.topologySpreadConstraints"] = plan.PoolerInstances > 1
            ? new[]
            {
                new ValueTree
                {
                    ["maxSkew"] = 1,
                    ["topologyKey"] = "kubernetes.io/hostname",
                    ["whenUnsatisfiable"] = "ScheduleAnyway",
                    ["labelSelector.matchLabels"] = PostgresPlan.PoolerLabels(plan.Name),
                },
            }
            : null,
    };

    static ValueTree? Synchronous(PostgresPlan plan) => plan.Instances == 1 || plan.Spec.Durability == CommitDurability.Asynchronous ? null : new()
    {
        ["method"] = "any",
        ["number"] = 1,
        ["dataDurability"] = plan.Spec.Durability == CommitDurability.Required ? "required" : "preferred",
    };

    static ValueTree Role(PostgresPlan plan, RoleSpec role) => new()
    {
        ["name"] = role.Name,
        ["ensure"] = "present",
        ["login"] = true,
        ["inRoles"] = role.MemberOf.Count > 0 ? role.MemberOf : null,
        ["passwordSecret.name"] = PostgresPlan.SecretName(plan.Name, role.Name),
    };

    static ValueTree InitDb(PostgresPlan plan) => new() { ["initdb"] = FirstDatabase(plan), ["initdb.dataChecksums"] = true };

    static ValueTree Recovery(PostgresPlan plan, RecoverySpec recovery) => new()
    {
        ["recovery"] = FirstDatabase(plan),
        ["recovery.source"] = Origin,
        ["recovery.recoveryTarget.targetTime"] = recovery.TargetTime,
    };

    static ValueTree FirstDatabase(PostgresPlan plan)
    {
        var owner = PostgresPlan.OwnerOf(plan.Databases[0]);
        return new()
        {
            ["database"] = plan.Databases[0].Name,
            ["owner"] = owner,
            ["secret.name"] = PostgresPlan.SecretName(plan.Name, owner),
        };
    }

    static ValueTree Archiver(PostgresPlan plan) => new()
    {
        ["name"] = CloudNativePg.BarmanPlugin,
        ["isWALArchiver"] = true,
        ["parameters"] = Archive(plan, plan.ArchiveName),
    };

    static Dictionary<string, string> Archive(PostgresPlan plan, string serverName) =>
        new() { ["barmanObjectName"] = plan.ObjectStoreName, ["serverName"] = serverName };

    static ValueTree Key(PostgresPlan plan, string key) => new() { ["name"] = plan.CredentialsName, ["key"] = key };

    static ValueTree Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };

    static string GiB(int size) => string.Create(CultureInfo.InvariantCulture, $"{size}Gi");

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
