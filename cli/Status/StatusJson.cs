using System.Text.Encodings.Web;
using System.Text.Json;
using Basecamp.Cluster.Doctor;
using Basecamp.Cluster.Status;

namespace Basecamp.Cli.Status;

/// <summary>A status for machines. Members are only ever added within one <c>schemaVersion</c>.</summary>
static class StatusJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>The status as indented JSON.</summary>
    public static string Write(ClusterStatus status) => JsonSerializer.Serialize(
        new
        {
            SchemaVersion = 1,
            status.Snapshot.Source,
            status.Snapshot.TakenAt,
            status.Snapshot.ServerVersion,
            ExitCode = status.Causes.Count > 0 ? ExitCode.Unfit : ExitCode.Fine,
            status.Nodes,
            Etcd = new { Members = status.EtcdMembers, Working = status.EtcdWorking },
            status.Delivery,
            status.Apps,
            status.Certificates,
            Backups = status.Backups.Select(backup => new { backup.What, AgeSeconds = backup.Age?.TotalSeconds }),
            status.Capacity,
            Findings = status.Causes.Select(cause => new
            {
                cause.Finding.Check,
                Severity = cause.Finding.Severity == Severity.Broken ? "broken" : "risk",
                Object = cause.Subject.ToString(),
                cause.Finding.What,
            }),
            Unread = status.Snapshot.Unread,
        },
        Options);
}
