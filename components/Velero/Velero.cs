using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Delivery;
using Basecamp.Components.Durability;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Random;

namespace Basecamp.Components.Velero;

/// <summary>
/// Velero: nightly backups of all objects and, where the storage driver takes snapshots, of volumes, copied out of the cluster and encrypted on the
/// way.
/// </summary>
public sealed class Velero : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "velero-system";

    const string CredentialsName = "velero-store";
    const int MetricsPort = 8085;

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.Velero];

    /// <summary>Password that backups of volumes are encrypted with, as a secret. Without it they cannot be read.</summary>
    public Output<string> RepositoryPassword { get; }

    /// <summary>Installs Velero.</summary>
    public Velero(string name, VeleroArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Velero", name, args, options)
    {
        Namespace(new()
        {
            Name = "velero",
            PodSecurity = PodSecurity.Baseline("Velero reads and writes files of every owner when it copies volumes, which takes root inside of its pods."),
            HoldsState = true,
            MaxPods = null,
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromPrometheus(MetricsPort)],
        });
        ConnectToStore(new(NamespaceName), args.Store);

        First(args.Store.CredentialsSecret($"{name}-store", CredentialsName, NamespaceName, DirectChild(), CloudFile(args.Store)));
        RepositoryPassword = Output.CreateSecret(new RandomPassword(
            $"{name}-repository", new() { Length = 40, Special = false }, new() { Parent = this, AdditionalSecretOutputs = { "result" } }).Result);
        // Before the first backup: Velero otherwise makes this Secret itself, with a password that everybody knows, and changing it later cuts
        // off what was written with it.
        First(new Secret(
            $"{name}-repository-credentials",
            new() { Metadata = ObjectMeta.Of("velero-repo-credentials", NamespaceName), StringData = { ["repository-password"] = RepositoryPassword } },
            DirectChild()));

        Chart(Catalog.Charts.Velero, "velero", NamespaceName, VeleroValues.For(Platform, args, CredentialsName), Workloads(args.HasSnapshots));
        Copies(new()
        {
            Copy = new("Velero", CopyFormat.VeleroBackups, args.Store.CopiesOf("velero", "backups/"), args.Spec.Schedule) { ScheduleName = "velero-nightly" },
            Secrets = true,
            StorageClasses = args.HasSnapshots ? args.SnapshotClasses : [],
            DefaultClass = args is { HasSnapshots: true, SnapshotsDefaultClass: true },
            Without = [.. VeleroValues.Excluded(args)],
        });
        Alerts(NamespaceName, VeleroAlerts.All);
        Dashboard(NamespaceName, VeleroDashboard.Dashboard);
        Deliver();
    }

    static ImmutableSortedDictionary<string, Output<string>> CloudFile(S3Target store) => ImmutableSortedDictionary<string, Output<string>>.Empty.Add(
        "cloud", Output.Format($"[default]\naws_access_key_id={store.AccessKey}\naws_secret_access_key={store.SecretKey}\n"));

    static ImmutableArray<Workload> Workloads(bool hasSnapshots)
    {
        var server = new Workload
        {
            Name = "velero",
            Labels = Workload.Named("velero").Add("name", "velero"),
            Ports = [new("http-monitoring", MetricsPort)],
            Requests = VeleroValues.Server,
        };
        return hasSnapshots
            ?
            [
                server,
                new()
                {
                    Name = "node-agent",
                    Kind = WorkloadKind.DaemonSet,
                    Labels = Workload.Named("velero").Add("name", "node-agent"),
                    Ports = [new("http-monitoring", MetricsPort)],
                    Requests = VeleroValues.NodeAgent,
                },
            ]
            : [server];
    }
}
