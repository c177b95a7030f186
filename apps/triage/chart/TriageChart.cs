using System.Collections.Immutable;
using Basecamp.Components.Network;
using Basecamp.Components.Postgres;
using Basecamp.Components.WebApps;
using Pulumi;

namespace Basecamp.Triage.Chart;

/// <summary>
/// triage on a cluster: the service with least rights on a PostgreSQL of its own that nobody else reaches, migrated before it serves, fed by
/// Alertmanager with a generated token, watched by alerts that go a second way too.
/// </summary>
public sealed class TriageChart : ComponentResource
{
    /// <summary>File of the on-call document.</summary>
    internal const string DocumentFile = "on-call.yaml";

    /// <summary>Name under which the document's <c>keys</c> refer to Alertmanager's token.</summary>
    public const string AlertmanagerCredential = "alertmanager-token";

    internal const int Port = 8080;

    // The user of the image.
    const int User = 1654;

    /// <summary>The service.</summary>
    public WebApp Service { get; }

    /// <summary>Its database.</summary>
    public PostgresCluster Database { get; }

    /// <summary>Deploys triage. The name becomes that of its namespace.</summary>
    public TriageChart(string name, TriageArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Triage", name, args, options)
    {
        var child = new ComponentResourceOptions { Parent = this };
        Database = new(DatabaseOf(name), DatabaseArgs(args), child);
        Service = new(name, AppOf(name, args, Database), child);
        RegisterOutputs();
    }

    /// <summary>Name of the database of a triage.</summary>
    /// <param name="name">Name of the triage.</param>
    public static string DatabaseOf(string name) => $"{name}-db";

    static PostgresClusterArgs DatabaseArgs(TriageArgs args) => new()
    {
        Platform = args.Platform,
        Spec = TriageDatabase.SpecOf(args.Spec.Database),
        Store = args.Store,
        StorageClass = args.StorageClass,
        After = args.After,
    };

    static WebAppArgs AppOf(string name, TriageArgs args, PostgresCluster database) => new()
    {
        Platform = args.Platform,
        Spec = AppSpec(args, database),
        Files = ImmutableSortedDictionary<string, string>.Empty.Add(DocumentFile, args.OnCall),
        SecretFiles = TriageSecrets.FilesOf(args, database),
        SecretVariables = TriageSecrets.VariablesOf(args.Spec),
        Prepare = new()
        {
            // Again with every start: later versions bring new tables.
            Arguments = ["migrate", "--grant-to", TriageDatabase.AppRole],
            Environment = TriageDatabase.Environment(database, TriageDatabase.OwnerRole),
            SecretFiles = ImmutableSortedDictionary<string, Output<string>>.Empty.Add(TriageDatabase.PasswordFile, database.PasswordOf(TriageDatabase.OwnerRole)),
        },
        AllowFrom = args.AlertmanagerToken is null ? [] : [MonitoringPeers.Alertmanager],
        ConnectTo = [(database.Instances, PostgresCluster.Port)],
        FurtherAlerts = TriageAlerts.For(name),
        Panels = TriageDashboard.For(name),
        After = [.. args.After, database],
    };

    static WebAppSpec AppSpec(TriageArgs args, PostgresCluster database)
    {
        var spec = args.Spec;
        var least = spec.Replicas ?? args.Platform.Sizing.Replicas;
        var most = spec.MaxReplicas ?? 2 * least;
        return new()
        {
            Image = spec.Image,
            Port = Port,
            Host = args.Platform.Http is null ? null : spec.Host,
            Internal = args.Platform.Http is null || spec.Host is null,
            Replicas = least,
            Scaling = most > least ? new() { Max = most } : null,
            Resources = new() { CpuMillis = 100, MemoryMiB = 192, MemoryLimitMiB = 512 },
            Health = new() { Ready = "/readyz", Live = "/livez", StartSeconds = 120 },
            Arguments = ["serve"],
            Environment = TriageEnvironment.For(args, database),
            // It writes nothing at all.
            WritableDirectories = [],
            User = User,
            PullSecret = spec.PullSecret,
            ConnectTo = new() { Internet = spec.Mail is { } mail ? [443, mail.Port] : [443], Networks = spec.Networks },
        };
    }
}
