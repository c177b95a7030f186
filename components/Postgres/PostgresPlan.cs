using System.Collections.Immutable;
using Basecamp.Components.Namespaces;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Postgres;

/// <summary>Everything about a cluster that is decided before a resource exists.</summary>
sealed record PostgresPlan
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required int Instances { get; init; }

    public required PostgresClusterSpec Spec { get; init; }

    public required string? StorageClass { get; init; }

    /// <summary>Where the archives are, its own and the one to start from; null when there is neither.</summary>
    public required S3Target? Archive { get; init; }

    public required PoolerSpec? Pooler { get; init; }

    public required int PoolerInstances { get; init; }

    public required ImmutableArray<RoleSpec> Roles { get; init; }

    public IReadOnlyList<DatabaseSpec> Databases => Spec.Databases;

    public string PoolerName => $"{Name}-pooler";

    public string ObjectStoreName => $"{Name}-archive";

    public string CredentialsName => $"{Name}-archive-credentials";

    public string ArchiveName => ArchiveNameOf(Name, Spec.Generation);

    public string? SourceArchiveName => Spec.Recovery is { } recovery ? ArchiveNameOf(recovery.FromCluster ?? Name, recovery.FromGeneration) : null;

    public ResourceRequests Requests => new(Spec.CpuMillis, Spec.MemoryMiB, Spec.MemoryMiB);

    // Enough for a few hundred clients; PgBouncer keeps no data.
    public static ResourceRequests PoolerRequests { get; } = new(50, 64);

    // Compressing and uploading: next to every instance.
    public static ResourceRequests ArchiverRequests { get; } = new(20, 128, 384);

    public ImmutableArray<Workload> Workloads
    {
        get
        {
            var instances = new Workload
            {
                Name = Name,
                Kind = WorkloadKind.StatefulSet,
                Replicas = Instances,
                Labels = InstanceLabels(Name),
                Ports = [new("postgresql", PostgresCluster.Port), new("metrics", PostgresCluster.MetricsPort), new("status", PostgresCluster.StatusPort)],
                Requests = Archive is null ? Requests : Sum(Requests, ArchiverRequests),
                Namespace = Namespace,
            };
            if (Pooler is null)
                return [instances];
            return
            [
                instances,
                new()
                {
                    Name = PoolerName,
                    Replicas = PoolerInstances,
                    Labels = PoolerLabels(Name),
                    Ports = [new("pgbouncer", PostgresCluster.Port), new("metrics", PostgresCluster.PoolerMetricsPort)],
                    Requests = PoolerRequests,
                    Namespace = Namespace,
                },
            ];
        }
    }

    public static PostgresPlan For(string name, PostgresClusterArgs args)
    {
        var (spec, sizing) = (args.Spec, args.Platform.Sizing);
        if (spec.Backup is not null && args.Store is null)
            throw new ArgumentException($"The PostgreSQL cluster '{name}' has no store for its backups. Give it one, or set its backup to null.", nameof(args));
        if (spec.Recovery is not null && args.Store is null)
            throw new ArgumentException($"The PostgreSQL cluster '{name}' cannot be recovered without the store that holds its archive.", nameof(args));
        var plan = new PostgresPlan
        {
            Name = name,
            Namespace = args.Namespace ?? ManagedNamespace.NameOf(name, NamespaceTier.Core),
            Instances = spec.Instances ?? sizing.Members,
            Spec = spec,
            StorageClass = args.StorageClass,
            Archive = spec.Backup is not null || spec.Recovery is not null ? args.Store : null,
            Pooler = spec.Pooler,
            PoolerInstances = spec.Pooler?.Instances ?? sizing.Replicas,
            Roles = RolesOf(spec),
        };
        if (plan.SourceArchiveName == plan.ArchiveName)
            throw new ArgumentException(
                $"The PostgreSQL cluster '{name}' would write into the archive it is recovered from, '{plan.ArchiveName}'. Raise its generation.", nameof(args));
        return plan;
    }

    public static string ArchiveNameOf(string cluster, int generation) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{cluster}-g{generation}");

    public static string OwnerOf(DatabaseSpec database) => database.Owner ?? database.Name;

    // Kubernetes names have no underscores.
    public static string ObjectName(string text) => text.Replace('_', '-');

    // The operator has Secrets of its own called <cluster>-ca, -server, -replication, …
    public static string SecretName(string cluster, string role) => $"{cluster}-role-{ObjectName(role)}";

    // Also on the jobs that initialise and recover instances.
    public static ImmutableSortedDictionary<string, string> InstanceLabels(string name) => Label("cnpg.io/cluster", name);

    public static ImmutableSortedDictionary<string, string> PoolerLabels(string name) => Label("cnpg.io/poolerName", $"{name}-pooler");

    static ImmutableSortedDictionary<string, string> Label(string key, string value) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add(key, value);

    /// <summary>Names of all roles that can log in, sorted.</summary>
    public static ImmutableArray<string> RoleNames(PostgresClusterSpec spec) => [.. RolesOf(spec).Select(role => role.Name).Order(StringComparer.Ordinal)];

    /// <summary>Databases with their owners, in declared order.</summary>
    public static ImmutableArray<DatabaseFacts> DatabasesOf(PostgresClusterSpec spec) => [.. spec.Databases.Select(database => new DatabaseFacts(database.Name, OwnerOf(database)))];

    static ImmutableArray<RoleSpec> RolesOf(PostgresClusterSpec spec) =>
    [
        .. spec.Databases.Select(OwnerOf).Distinct(StringComparer.Ordinal)
            .Where(owner => spec.Roles.All(role => role.Name != owner))
            .Select(owner => new RoleSpec { Name = owner }),
        .. spec.Roles,
    ];

    static ResourceRequests Sum(ResourceRequests one, ResourceRequests other) =>
        new(one.CpuMillis + other.CpuMillis, one.MemoryMebibytes + other.MemoryMebibytes, one.MemoryLimit + other.MemoryLimit);
}
