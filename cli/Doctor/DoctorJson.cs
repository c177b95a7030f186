using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Basecamp.Cluster.Doctor;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cli.Doctor;

/// <summary>A diagnosis for machines. Members are only ever added within one <c>schemaVersion</c>.</summary>
static class DoctorJson
{
    const int SchemaVersion = 1;

    /// <summary>The diagnosis as indented JSON.</summary>
    public static string Write(Diagnosis diagnosis)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", SchemaVersion);
            json.WriteString("scope", diagnosis.Scope.Text);
            json.WriteString("source", diagnosis.Snapshot.Source);
            json.WriteString("takenAt", diagnosis.Snapshot.TakenAt);
            json.WriteString("serverVersion", diagnosis.Snapshot.ServerVersion);
            json.WriteNumber("exitCode", diagnosis.Causes.Count > 0 ? ExitCode.Unfit : ExitCode.Fine);
            List(json, "findings", diagnosis.Causes, WriteCause);
            List(json, "unread", diagnosis.Snapshot.Unread, (writer, unread) =>
            {
                writer.WriteStartObject();
                writer.WriteString("what", unread.What);
                writer.WriteString("why", unread.Why);
                writer.WriteEndObject();
            });
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    static void WriteCause(Utf8JsonWriter json, RootCause cause)
    {
        json.WriteStartObject();
        json.WriteString("check", cause.Finding.Check);
        json.WriteString("severity", cause.Finding.Severity == Severity.Broken ? "broken" : "risk");
        json.WritePropertyName("object");
        WriteId(json, cause.Subject);
        json.WriteString("what", cause.Finding.What);
        json.WriteString("cause", cause.Finding.Cause);
        List(json, "evidence", cause.Finding.Evidence, (writer, text) => writer.WriteStringValue(text));
        List(json, "commands", cause.Finding.Commands, (writer, text) => writer.WriteStringValue(text));
        json.WriteString("runbook", cause.Finding.Runbook);
        List(json, "objects", cause.Objects, WriteId);
        List(json, "symptoms", cause.Symptoms, (writer, symptom) =>
        {
            writer.WriteStartObject();
            writer.WriteString("check", symptom.Finding.Check);
            writer.WritePropertyName("object");
            WriteId(writer, symptom.Subject);
            writer.WriteString("what", symptom.Finding.What);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    static void WriteId(Utf8JsonWriter json, ObjectId id)
    {
        json.WriteStartObject();
        json.WriteString("group", id.Group);
        json.WriteString("kind", id.Kind);
        json.WriteString("namespace", id.Namespace);
        json.WriteString("name", id.Name);
        json.WriteEndObject();
    }

    static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }
}
