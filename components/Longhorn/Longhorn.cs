using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Durability;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Storage.V1;

namespace Basecamp.Components.Longhorn;

/// <summary>
/// Longhorn: volumes that survive the loss of a node, snapshots and backups of them, and a class for databases, which replicate themselves.
/// </summary>
/// <remarks>The nodes need an iSCSI initiator, which the homelab tier installs. Its UI has no login and is not published.</remarks>
public sealed class Longhorn : PlatformComponent
{
    /// <summary>Its namespace. The name is Longhorn's own convention and basecamp's.</summary>
    public const string NamespaceName = "longhorn-system";

    const string CredentialsName = "backup-credentials";

    /// <summary>The classes it serves.</summary>
    public static StorageClasses Classes { get; } = new(LonghornClasses.Replicated, LonghornClasses.Database);

    /// <summary>Installs Longhorn.</summary>
    /// <exception cref="ArgumentException">Backups are wanted, but there is no store, or it is in this cluster.</exception>
    public Longhorn(string name, LonghornArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Longhorn", name, args, options)
    {
        var (spec, store) = (args.Spec, BackupStoreOf(args));
        Namespace(new()
        {
            Name = "longhorn",
            PodSecurity = PodSecurity.Privileged("Longhorn attaches disks to nodes and mounts them into other pods, which takes root on the node and its /dev."),
            HoldsState = true,
            // Its managers start an engine for every node, and helpers for every volume.
            MaxPods = null,
            Rules =
            [
                NetworkRule.ToApiServer,
                NetworkRule.FromApiServer(9502),
                NetworkRule.FromPrometheus(9500),
                // Kubelets mount volumes: iSCSI for most, NFS for those that several pods write to.
                new("allow-mounts", Direction.Ingress, new Peer.Nodes(), [new("iscsi", 3260), new("nfs", 2049)]),
            ],
        });
        if (store is not null)
        {
            First(store.CredentialsSecret($"{name}-{CredentialsName}", CredentialsName, NamespaceName, DirectChild(), LonghornValues.Credentials(store)));
            ConnectToStore(new(NamespaceName), store);
        }
        // The definitions are in the chart's templates, and no value takes them out.
        var chart = Chart(
            Catalog.Charts.Longhorn, "longhorn", NamespaceName, LonghornValues.For(Platform, spec, store is null ? null : (store, CredentialsName)), Workloads,
            skipCrds: false);
        foreach (var (className, arguments) in LonghornClasses.Of(spec, ReplicasOf(spec, Platform.Cluster)))
            _ = new StorageClass($"{name}-class-{className}", arguments, Child());
        foreach (var snapshotClass in LonghornClasses.Snapshots(store is not null))
            Custom($"snapshots-{snapshotClass.Key}", snapshotClass.Value);
        foreach (var job in LonghornJobs.Of(spec, store is not null))
            Custom($"job-{job.Name}", new("longhorn.io/v1beta2", "RecurringJob", ObjectMeta.Of(job.Name, NamespaceName), job.ToSpec()), Child(chart));
        if (spec.Backups is { } backups && store is not null)
            Copies(new()
            {
                Copy = new("Longhorn", CopyFormat.LonghornBackups, store.CopiesOf("longhorn", "backupstore/"), backups.Schedule),
                StorageClasses = [LonghornClasses.Replicated, LonghornClasses.Encrypted],
                DefaultClass = spec.DefaultClass,
            });
        if (spec.Encrypted)
            Holds(new HeldState
            {
                Id = "longhorn/key",
                What = $"passphrase of the class {LonghornClasses.Encrypted}",
                Loss = LossKind.Data,
                Consequence = "Encrypted volumes and their backups cannot be read any more.",
                Medium = StateMedium.Paper,
                Namespace = NamespaceName,
            });
        Alerts(NamespaceName, LonghornAlerts.For(store is not null));
        Dashboard(NamespaceName, LonghornDashboard.Dashboard);
        Deliver();
    }

    /// <summary>Copies of a replicated volume: as wished, else one on every node that runs pods, at most three.</summary>
    internal static int ReplicasOf(LonghornSpec spec, Clusters.ClusterFacts cluster) => spec.Replicas ?? Math.Min(3, cluster.Workers.Count());

    static S3Target? BackupStoreOf(LonghornArgs args)
    {
        if (args.Spec.Backups is null)
            return null;
        if (args.Store is null)
            throw new ArgumentException("Longhorn has no store for its backups. Give it one, or set its backups to null.", nameof(args));
        return args.Store.IsInCluster
            ? throw new ArgumentException("Longhorn cannot back up to a store in this cluster, whose volumes it holds. Name one outside.", nameof(args))
            : args.Store;
    }

    // What its managers start at run time (engines, CSI sidecars) is not the chart's.
    static ImmutableArray<Workload> Workloads { get; } =
    [
        new()
        {
            Name = "longhorn-manager",
            Kind = WorkloadKind.DaemonSet,
            Labels = App("longhorn-manager"),
            Ports = [new("manager", 9500), new("admission-wh", 9502), new("recov-backend", 9503)],
            Requests = LonghornValues.Manager,
        },
        new() { Name = "longhorn-driver-deployer", Labels = App("longhorn-driver-deployer") },
        new() { Name = "longhorn-ui", Labels = App("longhorn-ui"), Ports = [new("http", 8000)] },
    ];

    static ImmutableSortedDictionary<string, string> App(string name) => ImmutableSortedDictionary<string, string>.Empty.Add("app", name);
}
