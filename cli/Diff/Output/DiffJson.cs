using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Prediction;
using Basecamp.Cli.Diff.Rules;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Output;

/// <summary>A diff for machines. Members are only ever added within one <c>schemaVersion</c>; secrets are <c>(secret)</c>.</summary>
static class DiffJson
{
    const int SchemaVersion = 1;

    /// <summary>The report as indented JSON.</summary>
    public static string Write(DiffReport report, int exitCode)
    {
        using var buffer = new MemoryStream();
        // The output goes to a pipe, never into HTML: text stays readable.
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            WriteReport(json, report, exitCode);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    static void WriteReport(Utf8JsonWriter json, DiffReport report, int exitCode)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("before", report.Before);
        json.WriteString("after", report.After);
        json.WriteNumber("exitCode", exitCode);
        json.WriteString("summary", report.Summary());
        json.WriteStartObject("counts");
        foreach (var severity in Enum.GetValues<Severity>())
            json.WriteNumber(Text(severity), report.Count(severity));
        foreach (var kind in Enum.GetValues<ChangeKind>())
            json.WriteNumber(Text(kind), report.Objects.Count(change => change.Kind == kind));
        json.WriteEndObject();
        json.WriteStartArray("charts");
        foreach (var bump in report.Charts)
            WriteChart(json, bump);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
            WriteFinding(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("objects");
        foreach (var change in report.Objects)
            WriteObject(json, change, report.SeverityOf(change));
        json.WriteEndArray();
        if (report.Forecast is { } forecast)
            WriteForecast(json, forecast);
        json.WriteStartArray("notCompared");
        foreach (var notice in report.Notices)
            json.WriteStringValue(notice);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteChart(Utf8JsonWriter json, ChartBump bump)
    {
        json.WriteStartObject();
        json.WriteString("name", bump.Name);
        json.WriteString("namespace", bump.Namespace);
        json.WriteString("release", bump.Release);
        json.WriteString("before", bump.Before);
        json.WriteString("after", bump.After);
        json.WriteString("releaseNotes", bump.Notes);
        json.WriteBoolean("compared", bump.IsCompared);
        foreach (var severity in Enum.GetValues<Severity>())
            json.WriteNumber(Text(severity), bump.Count(severity));
        foreach (var kind in Enum.GetValues<ChangeKind>())
            json.WriteNumber(Text(kind), bump.Objects.Count(change => change.Kind == kind));
        json.WriteEndObject();
    }

    static void WriteForecast(Utf8JsonWriter json, Forecast forecast)
    {
        json.WriteStartObject("forecast");
        json.WriteString("owner", forecast.Owner);
        json.WriteString("nextOwner", forecast.NextOwner);
        json.WriteBoolean("isUnprepared", forecast.IsUnprepared);
        json.WriteStartArray("steps");
        foreach (var step in forecast.Steps)
        {
            json.WriteStartObject();
            json.WriteString("urn", step.Urn);
            json.WriteString("operation", step.Operation.ToString().ToLowerInvariant());
            json.WriteString("effect", step.Effect switch { Effect.ChangesOwner => "changesOwner", var effect => effect.ToString().ToLowerInvariant() });
            json.WriteString("reason", step.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteFinding(Utf8JsonWriter json, ChangeFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Rule.Id);
        json.WriteString("severity", Text(finding.Severity));
        json.WriteString("title", finding.Rule.Title);
        json.WriteString("app", finding.App);
        json.WriteString("object", finding.Object?.Id.ToString());
        json.WriteString("message", finding.Message.Replace("`", "", StringComparison.Ordinal));
        json.WriteStartArray("details");
        foreach (var detail in finding.Details)
            json.WriteStringValue(detail);
        json.WriteEndArray();
        json.WriteString("why", finding.Rule.Why);
        json.WriteString("fix", finding.Rule.Remedy.Replace("`", "", StringComparison.Ordinal));
        json.WriteEndObject();
    }

    static void WriteObject(Utf8JsonWriter json, ObjectChange change, Severity? severity)
    {
        json.WriteStartObject();
        json.WriteString("app", change.App);
        json.WriteString("group", change.Id.Group);
        json.WriteString("kind", change.Id.Kind);
        json.WriteString("namespace", change.Id.Namespace);
        json.WriteString("name", change.Id.Name);
        json.WriteString("change", Text(change.Kind));
        json.WriteString("severity", severity is { } known ? Text(known) : null);
        json.WriteString("path", change.Object.Place);
        json.WriteStartArray("fields");
        foreach (var field in change.Fields)
        {
            json.WriteStartObject();
            json.WriteString("path", field.Path.ToString());
            json.WriteString("change", Text(field.Kind));
            json.WritePropertyName("before");
            json.WritePlain(field.Before);
            json.WritePropertyName("after");
            json.WritePlain(field.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static string Text(Enum value) => value.ToString().ToLowerInvariant();
}
