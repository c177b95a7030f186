using System.Collections.Immutable;
using Basecamp.Components.Connections;
using Basecamp.Components.Delivery;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;

namespace Basecamp.Components.Postgres;

/// <summary>
/// A PostgreSQL cluster: instances with failover, databases and roles, an archive that allows going back to any moment, and policies that let in
/// named clients only.
/// </summary>
/// <remarks>
/// Deleting the component forgets the cluster but deletes no data. Recovery never happens in place: see docs/runbooks/cnpg-failover.md.
/// </remarks>
public sealed class PostgresCluster : PlatformComponent
{
    /// <summary>Port of PostgreSQL and of the pooler.</summary>
    public const int Port = 5432;

    internal const int StatusPort = 8000;
    internal const int MetricsPort = 9187;
    internal const int PoolerMetricsPort = 9127;

    readonly string name;
    ManagedNamespace? home;

    readonly Dictionary<string, Output<string>> passwords = new(StringComparer.Ordinal);

    /// <summary>Its namespace.</summary>
    public string NamespaceName { get; }

    /// <summary>Host that always is the primary.</summary>
    public string Host { get; }

    /// <summary>Host of the pooler; null without one.</summary>
    public string? PoolerHost { get; }

    /// <summary>The instances: the target of a <see cref="Connection"/>.</summary>
    public Peer.Pods Instances { get; }

    /// <summary>The pooler's pods; null without one.</summary>
    public Peer.Pods? Pooler { get; }

    /// <summary>What it starts.</summary>
    public ImmutableArray<Workload> Workloads { get; }

    /// <summary>Name of the archive this cluster writes.</summary>
    public string ArchiveName { get; }

    internal static string HostOf(string name) => $"{name}-rw.{ManagedNamespace.NameOf(name, NamespaceTier.Core)}.svc";

    internal static Peer.Pods InstancesOf(string name) => new(ManagedNamespace.NameOf(name, NamespaceTier.Core), PostgresPlan.InstanceLabels(name));

    /// <summary>What apps of other components use.</summary>
    public PostgresService Service => new(name, PasswordOf);

    /// <summary>Declares the cluster. Its name is the cluster's.</summary>
    /// <exception cref="ArgumentException">Backups are wanted but there is no store, or the archive to read is the one to write.</exception>
    public PostgresCluster(string name, PostgresClusterArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:PostgresCluster", name, args, options)
    {
        this.name = name;
        var plan = PostgresPlan.For(name, args);
        NamespaceName = plan.Namespace;
        Host = $"{name}-rw.{NamespaceName}.svc";
        Instances = new(NamespaceName, PostgresPlan.InstanceLabels(name));
        ArchiveName = plan.ArchiveName;
        if (plan.Pooler is not null)
            (Pooler, PoolerHost) = (new(NamespaceName, PostgresPlan.PoolerLabels(name)), $"{plan.PoolerName}.{NamespaceName}.svc");
        Workloads = plan.Workloads;

        RegisterPolicies(name, plan, args);
        foreach (var role in plan.Roles)
            passwords[role.Name] = RegisterPassword(name, role.Name);
        if (plan.Archive is { } store)
            RegisterArchive(plan, store);

        var cluster = Custom("cluster", new("postgresql.cnpg.io/v1", "Cluster", Stateful(name), ClusterManifest.Of(plan)), StatefulChild());
        foreach (var database in plan.Databases)
            Custom(
                $"database-{PostgresPlan.ObjectName(database.Name)}",
                new("postgresql.cnpg.io/v1", "Database", Stateful($"{name}-{PostgresPlan.ObjectName(database.Name)}"), ClusterManifest.Database(name, database)),
                StatefulChild(cluster));
        if (plan.Spec.Backup is { } backup)
            Custom("backup", new("postgresql.cnpg.io/v1", "ScheduledBackup", Meta($"{name}-backup"), ClusterManifest.ScheduledBackup(plan, backup)), KeptWith(home, Child(cluster)));
        if (plan.Pooler is { } pooler)
            RegisterPooler(plan, pooler, cluster);
        RegisterMonitoring(plan);
        Holds(PostgresState.Of(plan));
        Deliver();
    }

    /// <summary>Password of a role, as a secret, for the Secret of an app in another namespace.</summary>
    /// <param name="role">A database's owner or one of the roles.</param>
    /// <exception cref="KeyNotFoundException">There is no such role.</exception>
    public Output<string> PasswordOf(string role) => passwords.TryGetValue(role, out var password)
        ? password
        : throw new KeyNotFoundException($"The cluster has no role '{role}'. Roles: {string.Join(", ", passwords.Keys.Order(StringComparer.Ordinal))}.");

    void RegisterPolicies(string name, PostgresPlan plan, PostgresClusterArgs args)
    {
        var rules = PostgresPolicies.For(plan, args);
        if (args.Namespace is null)
            home = Namespace(new()
            {
                Name = name,
                Tier = NamespaceTier.Core,
                HoldsState = true,
                // Its own rules are narrower.
                AllowSameNamespace = false,
                Rules = rules,
            });
        else
            foreach (var rule in rules.Where(rule => Platform.Monitoring || !rule.IsForMonitoring))
                PolicyObjects.Register($"{name}-{rule.Name}", plan.Namespace, rule, Platform.Cluster, Child());

        Connect($"cnpg-to-{name}", home, CloudNativePg.Operator, Instances, StatusPort);
        if (plan.Archive is { } store)
            ConnectToStore(Instances, store, home);
    }

    Output<string> RegisterPassword(string name, string role)
    {
        // Letters and digits only: it travels through URLs and connection strings.
        var password = new RandomPassword(
            $"{name}-password-{role}", new() { Length = 40, Special = false }, new() { Parent = this, AdditionalSecretOutputs = { "result" } });
        _ = new Secret(
            $"{name}-role-{role}",
            new()
            {
                // The label lets the operator notice a new password at once.
                Metadata = ObjectMeta.Of(PostgresPlan.SecretName(name, role), NamespaceName, labels: new Dictionary<string, string> { ["cnpg.io/reload"] = "true" }),
                Type = "kubernetes.io/basic-auth",
                StringData = { ["username"] = role, ["password"] = password.Result },
            },
            KeptWith(home, DirectChild()));
        return Output.CreateSecret(password.Result);
    }

    void RegisterArchive(PostgresPlan plan, S3Target store)
    {
        _ = store.CredentialsSecret($"{plan.Name}-archive-credentials", plan.CredentialsName, NamespaceName, KeptWith(home, DirectChild()));
        Custom("archive", new("barmancloud.cnpg.io/v1", "ObjectStore", Stateful(plan.ObjectStoreName), ClusterManifest.ObjectStore(plan, store)), StatefulChild());
    }

    void RegisterPooler(PostgresPlan plan, PoolerSpec pooler, Resource cluster)
    {
        Custom("pooler", new("postgresql.cnpg.io/v1", "Pooler", Meta(plan.PoolerName), ClusterManifest.Pooler(plan, pooler)), KeptWith(home, Child(cluster)));
        if (plan.PoolerInstances > 1)
            DisruptionBudget(plan.PoolerName, NamespaceName, PostgresPlan.PoolerLabels(plan.Name));
    }

    void RegisterMonitoring(PostgresPlan plan)
    {
        if (!Platform.Monitoring)
            return;
        Custom("metrics", new(
            "monitoring.coreos.com/v1", "PodMonitor", Meta(plan.Name), PostgresMonitors.PodMonitor(PostgresPlan.InstanceLabels(plan.Name))));
        if (plan.Pooler is not null)
            Custom("pooler-metrics", new(
                "monitoring.coreos.com/v1", "PodMonitor", Meta(plan.PoolerName), PostgresMonitors.PodMonitor(PostgresPlan.PoolerLabels(plan.Name))));
        Alerts(NamespaceName, PostgresAlerts.For(plan));
        Dashboard(NamespaceName, PostgresDashboard.For(plan));
    }

    ObjectMetaArgs Meta(string name) => ObjectMeta.Of(name, NamespaceName);

    ObjectMetaArgs Stateful(string name) => ObjectMeta.Of(name, NamespaceName, annotations: Guards.Annotations);
}
