using System.Globalization;
using System.Text.RegularExpressions;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Postgres;

/// <summary>PostgreSQL clusters: what could not start, could not fail over, or would run without backups.</summary>
static partial class PostgresRules
{
    // Names of pods, claims, Secrets and the namespace start with the cluster's.
    const int LongestName = 40;

    const int SmallestMemory = 256;

    static readonly string[] ReservedDatabases = ["postgres", "template0", "template1"];

    static readonly string[] ReservedRoles = ["postgres", "streaming_replica", "cnpg_pooler_pgbouncer"];

    public static IEnumerable<Need> NeedsIn(PlatformPlan plan)
    {
        if (plan.Section<PostgresSpec>() is not { } postgres)
            yield break;
        yield return new(
            "postgres", "certificates", plan.IsOn("certificates"),
            "is set, but the plugin that archives PostgreSQL needs certificates of cert-manager. Add `certificates: {}`.");
        foreach (var (name, spec) in postgres.Clusters)
        {
            var path = $"postgres.clusters.{ConfigurationNames.EntryPath(name)}";
            if (spec.Backup is not null)
                yield return new(
                    $"{path}.backup", "objectStore", plan.Has<ObjectStoreSpec>(),
                    "needs a store, but `objectStore` is missing, so this database would have no backups. Add `objectStore:`, or accept that with `backup: null`.");
            else if (spec.Recovery is not null)
                yield return new(
                    $"{path}.recovery", "objectStore", plan.Has<ObjectStoreSpec>(),
                    "needs the store that holds the archive, but `objectStore` is missing. Add `objectStore:`.");
        }
    }

    public static void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Section<PostgresSpec>() is not { } postgres)
            return;
        foreach (var (name, spec) in postgres.Clusters)
        {
            var at = problems.At("postgres.clusters").At(ConfigurationNames.EntryPath(name));
            if (!DnsNames.IsLabel(name, LongestName))
                at.Add("", $"is not a valid cluster name: it becomes part of host names. Use {DnsNames.LabelRule}, at most {LongestName} characters.");
            CheckInstances(spec, plan.Sizing, plan.Cluster, at);
            CheckSizes(spec, at);
            foreach (var parameter in spec.Parameters.Keys)
                if (OperatorParameters.WhyFixed(parameter) is { } why)
                    at.Add($"parameters.{ConfigurationNames.EntryPath(parameter)}", why);
            CheckDatabases(spec, at);
            CheckRoles(spec, at);
            CheckBackup(spec, at);
            CheckRecovery(name, spec, at);
            CheckPooler(spec, at);
        }
    }

    static void CheckInstances(PostgresClusterSpec spec, Sizing sizing, ClusterFacts cluster, Problems at)
    {
        var (instances, workers) = (spec.Instances ?? sizing.Members, cluster.Workers.Count());
        if (instances < 1)
            at.Add("instances", $"is {instances}, but a cluster has at least one instance.");
        if (instances > workers)
            at.Add("instances", $"is {Number(instances)}{(spec.Instances is null ? " (from the profile)" : "")}, but the cluster has {Number(workers)} node"
                + $"{(workers == 1 ? "" : "s")} for pods, and every instance needs one of its own. Set it to at most {Number(workers)}, or add agents.");
        if (spec.Durability == CommitDurability.Required && instances < 3)
            at.Add("durability", $"is required, but with {Number(instances)} instance{(instances == 1 ? "" : "s")} every restart of a standby would stop all "
                + "writes. Use `preferred`, or three instances.");
        if (spec.Generation < 1)
            at.Add("generation", $"is {Number(spec.Generation)}, but generations count from 1.");
    }

    static void CheckSizes(PostgresClusterSpec spec, Problems at)
    {
        if (spec.StorageGiB < 1)
            at.Add("storageGiB", $"is {Number(spec.StorageGiB)}, but a volume has at least 1 GiB.");
        if (spec.WalStorageGiB < 1)
            at.Add("walStorageGiB", $"is {Number(spec.WalStorageGiB)}, but a volume has at least 1 GiB.");
        if (spec.MemoryMiB < SmallestMemory)
            at.Add("memoryMiB", $"is {Number(spec.MemoryMiB)}, but an instance needs at least {SmallestMemory}.");
        if (spec.CpuMillis < 1)
            at.Add("cpuMillis", $"is {Number(spec.CpuMillis)}, but an instance asks for at least 1 thousandth of a core.");
    }

    static void CheckDatabases(PostgresClusterSpec spec, Problems at)
    {
        if (spec.Databases.Count == 0)
            at.Add("databases", "is empty. Add at least one, `- name: …`.");
        foreach (var (index, database) in spec.Databases.Index())
        {
            var entry = at.At($"databases[{Number(index)}]");
            if (ReservedDatabases.Contains(database.Name))
                entry.Add("name", $"is {Shown.Text(database.Name)}, which PostgreSQL keeps for itself. Choose another name.");
            else if (!Identifier().IsMatch(database.Name))
                entry.Add("name", $"is {Shown.Text(database.Name)}, but {IdentifierRule}");
            if (spec.Databases.Take(index).Any(other => other.Name == database.Name))
                entry.Add("name", $"is {Shown.Text(database.Name)}, like another database of this cluster. Remove one of the two.");
            if (database.Owner is { } owner)
                CheckRole(owner, "owner", entry);
        }
    }

    static void CheckRoles(PostgresClusterSpec spec, Problems at)
    {
        foreach (var (index, role) in spec.Roles.Index())
        {
            var entry = at.At($"roles[{Number(index)}]");
            CheckRole(role.Name, "name", entry);
            if (spec.Roles.Take(index).Any(other => other.Name == role.Name))
                entry.Add("name", $"is {Shown.Text(role.Name)}, like another role of this cluster. Remove one of the two.");
        }
    }

    static void CheckRole(string role, string path, Problems entry)
    {
        if (ReservedRoles.Contains(role) || role.StartsWith("pg_", StringComparison.Ordinal))
            entry.Add(path, $"is {Shown.Text(role)}, which PostgreSQL or its operator keeps for itself. Choose another name.");
        else if (!Identifier().IsMatch(role))
            entry.Add(path, $"is {Shown.Text(role)}, but {IdentifierRule}");
    }

    static void CheckBackup(PostgresClusterSpec spec, Problems at)
    {
        if (spec.Backup is not { } backup)
            return;
        if (!CronSchedule.IsValid(backup.Schedule, out var mistake))
            at.Add("backup.schedule", $"is {Shown.Text(backup.Schedule)}, which {mistake}");
        if (backup.RetentionDays < 1)
            at.Add("backup.retentionDays", $"is {Number(backup.RetentionDays)}, but backups are kept for at least 1 day. For none, write `backup: null`.");
    }

    static void CheckRecovery(string name, PostgresClusterSpec spec, Problems at)
    {
        if (spec.Recovery is not { } recovery)
            return;
        if (recovery.FromGeneration < 1)
            at.Add("recovery.fromGeneration", $"is {Number(recovery.FromGeneration)}, but generations count from 1.");
        if ((recovery.FromCluster ?? name) == name && recovery.FromGeneration >= spec.Generation)
            at.Add("generation", $"is {Number(spec.Generation)}, but the cluster is recovered from generation {Number(recovery.FromGeneration)} of itself, and "
                + "writing into an archive that holds another history leaves it without backups (barman#350). Set `generation: "
                + $"{Number(recovery.FromGeneration + 1)}` or more.");
        if (recovery.TargetTime is { } time && !IsMoment(time))
            at.Add("recovery.targetTime", $"is {Shown.Text(time)}, but a moment is written with date, time and zone, such as 2026-03-01T08:30:00Z.");
    }

    static void CheckPooler(PostgresClusterSpec spec, Problems at)
    {
        if (spec.Pooler is not { } pooler)
            return;
        if (pooler.Instances is < 1)
            at.Add("pooler.instances", $"is {Number(pooler.Instances.Value)}, but a pooler has at least one pod. For none, remove `pooler:`.");
        if (pooler.PoolSize < 1)
            at.Add("pooler.poolSize", $"is {Number(pooler.PoolSize)}, but at least one server connection is needed.");
        if (pooler.MaxClients < pooler.PoolSize)
            at.Add("pooler.maxClients", $"is {Number(pooler.MaxClients)}, less than poolSize ({Number(pooler.PoolSize)}), so that server connections could never "
                + "be used. Raise it.");
    }

    static bool IsMoment(string text) =>
        Moment().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    const string IdentifierRule = "a name here is lower-case letters, digits and underscores, beginning with a letter, at most 40 characters.";

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,38}[a-z0-9]\z|^[a-z]\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})\z")]
    private static partial Regex Moment();
}
