using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Basecamp.Cli.Offline;
using Basecamp.Manifests.Objects;
using Basecamp.Testing;

namespace Basecamp.Cli.Preview;

/// <summary>A preview for machines. Members are only ever added within one <c>schemaVersion</c>; secrets are <c>[secret]</c>.</summary>
static class PreviewJson
{
    const int SchemaVersion = 1;
    const string Secret = "[secret]";

    /// <summary>The report as indented JSON.</summary>
    public static string Write(PreviewReport report)
    {
        using var buffer = new MemoryStream();
        // The output goes to a pipe, never into HTML: text stays readable.
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            WriteReport(json, report);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    static void WriteReport(Utf8JsonWriter json, PreviewReport report)
    {
        var run = report.Run;
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("stack", run.File.Stack);
        json.WriteString("project", run.File.Project);
        json.WriteString("file", run.File.Shown);
        json.WriteBoolean("complete", run.IsComplete);
        json.WriteNumber("exitCode", run.ExitCode);
        json.WriteNumber("total", report.Total);
        WriteList(json, "tiers", report.Tiers, WriteTier);
        WriteCapacity(json, report.Capacity);
        WriteList(json, "resources", run.Stack.Resources, (writer, resource) => WriteResource(writer, report, resource));
        WriteOutputs(json, report);
        WriteList(json, "problems", run.Problems, WriteProblem);
        WriteList(json, "failures", run.Failures, (writer, failure) => writer.WriteStringValue(failure.Message));
        WriteList(json, "warnings", run.Warnings, WriteProblem);
        WriteList(json, "findings", run.Findings, WriteFinding);
        json.WriteEndObject();
    }

    static void WriteCapacity(Utf8JsonWriter json, Capacity? capacity)
    {
        if (capacity is null)
            return;
        json.WriteStartObject("capacity");
        json.WriteNumber("pods", capacity.Pods);
        json.WriteNumber("coresAsked", Math.Round(capacity.Cores, 3));
        json.WriteNumber("bytesAsked", capacity.Bytes);
        json.WriteNumber("nodes", capacity.Nodes);
        if (capacity is { CoresOfNodes: { } cores, BytesOfNodes: { } bytes })
        {
            json.WriteNumber("cores", cores);
            json.WriteNumber("bytes", bytes);
        }
        if (capacity.MayFail is { } mayFail)
            json.WriteNumber("mayFail", mayFail);
        json.WriteNumber("podsWithDefaults", capacity.Defaulted);
        WriteList(json, "withDefaults", capacity.DefaultedNames, (writer, name) => writer.WriteStringValue(name));
        WriteList(json, "withoutMachine", capacity.WithoutMachine, (writer, name) => writer.WriteStringValue(name));
        json.WriteEndObject();
    }

    static void WriteTier(Utf8JsonWriter json, TierReport tier)
    {
        json.WriteStartObject();
        json.WriteString("name", tier.Name);
        json.WriteNumber("total", tier.Resources.Count);
        json.WriteStartObject("byType");
        foreach (var (type, count) in tier.Resources.CountBy(resource => resource.Type).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteNumber(type, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void WriteResource(Utf8JsonWriter json, PreviewReport report, RecordedResource resource)
    {
        json.WriteStartObject();
        json.WriteString("urn", resource.Urn);
        json.WriteString("type", resource.Type);
        json.WriteString("name", resource.Name);
        json.WriteString("tier", Tier.Of(resource));
        json.WriteString("kind", resource.IsComponent ? "component" : resource.IsProvider ? "provider" : "custom");
        json.WriteString("parent", resource.Parent?.Urn);
        json.WriteString("provider", resource.Provider?.Urn);
        WriteList(json, "dependsOn", resource.DependsOn, (writer, dependency) => writer.WriteStringValue(dependency.Urn));
        json.WriteBoolean("protect", resource.Options.Protect);
        WriteList(json, "secretInputs", resource.SecretInputs, (writer, path) => writer.WriteStringValue(path));
        json.WritePropertyName("inputs");
        WriteValue(json, report, resource, "", resource.Inputs);
        json.WriteEndObject();
    }

    static void WriteProblem(Utf8JsonWriter json, ConfigProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("path", problem.Path);
        if (problem.Line is { } line)
            json.WriteNumber("line", line);
        else
            json.WriteNull("line");
        json.WriteString("message", problem.Message);
        json.WriteEndObject();
    }

    static void WriteFinding(Utf8JsonWriter json, Testing.Guardrails.Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("resource", finding.Resource?.Urn);
        json.WriteString("message", finding.Message);
        json.WriteString("fix", finding.Fix);
        json.WriteEndObject();
    }

    static void WriteOutputs(Utf8JsonWriter json, PreviewReport report)
    {
        json.WriteStartObject("outputs");
        foreach (var (output, value) in report.Run.Stack.Outputs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(output);
            WriteValue(json, report, null, "", value.IsSecret ? Secret : value.Value);
        }
        json.WriteEndObject();
    }

    static void WriteValue(Utf8JsonWriter json, PreviewReport report, RecordedResource? owner, string path, object? value)
    {
        if (path.Length > 0 && owner?.SecretInputs.Contains(path) == true)
            value = Secret;
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case IEnumerable<KeyValuePair<string, object>> map:
                json.WriteStartObject();
                foreach (var (key, entry) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WritePropertyName(key);
                    WriteValue(json, report, owner, PropertyPath.Join(path, key), entry);
                }
                json.WriteEndObject();
                break;
            case IList list:
                json.WriteStartArray();
                for (var i = 0; i < list.Count; i++)
                    WriteValue(json, report, owner, PropertyPath.Join(path, i), list[i]);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(report.Shown(value.ToString() ?? ""));
                break;
        }
    }

    static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }
}
