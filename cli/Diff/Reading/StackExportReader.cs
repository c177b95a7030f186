using System.Collections.Immutable;
using System.Text.Json;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>Reads what <c>pulumi stack export</c> wrote: the Kubernetes objects that Pulumi says are deployed.</summary>
/// <remarks>Sources: apitype/core.go and pkg/resource/stack/deployment.go of pulumi/pulumi.</remarks>
sealed class StackExportReader
{
    // A map with this member stands for something that JSON cannot hold.
    const string Signature = "4dabf18193072939515e22adb298388d";
    const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    readonly Dictionary<string, JsonElement> resources = new(StringComparer.Ordinal);
    readonly Dictionary<string, bool> ofYaml = new(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="text"/> looks like an export: JSON with a deployment, or a state file of a self-managed backend.</summary>
    public static bool Recognizes(string text) =>
        text.AsSpan().TrimStart() is ['{', ..]
        && (text.Contains("\"deployment\"", StringComparison.Ordinal) || text.Contains("\"checkpoint\"", StringComparison.Ordinal));

    /// <summary>Reads an export.</summary>
    /// <exception cref="InvalidStateException">It is not an export.</exception>
    public static DiffSide Read(string label, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return new StackExportReader().Read(label, DeploymentOf(document.RootElement)
                ?? throw new InvalidStateException($"{label} is not what 'pulumi stack export' writes: it has no deployment.resources."));
        }
        catch (JsonException exception)
        {
            throw new InvalidStateException($"{label} is not valid JSON (line {exception.LineNumber + 1}). Export it again: pulumi stack export --file {label}");
        }
    }

    internal static JsonElement? DeploymentOf(JsonElement root)
    {
        if (Member(root, "deployment") is { } deployment)
            return Member(deployment, "resources");
        return Member(root, "checkpoint") is { } checkpoint && Member(checkpoint, "latest") is { } latest ? Member(latest, "resources") : null;
    }

    DiffSide Read(string label, JsonElement list)
    {
        foreach (var resource in list.EnumerateArray())
        {
            if (Text(resource, "urn") is { } urn && !IsTrue(resource, "delete"))
                resources[urn] = resource;
        }
        var objects = new List<DiffObject>();
        var (fromYaml, others) = (0, 0);
        foreach (var (urn, resource) in resources)
        {
            if (!IsTrue(resource, "custom") || Text(resource, "type") is not { } type || type.StartsWith("pulumi:", StringComparison.Ordinal))
                continue;
            if (IsOfYaml(urn))
                fromYaml++;
            else if (!PulumiObject.IsCompared(type) || ObjectOf(urn, type, resource) is not { } read)
                others++;
            else
                objects.Add(read);
        }
        return new(label, objects) { HasFiles = false, Notices = [.. Notices(label, fromYaml, others)] };
    }

    static IEnumerable<string> Notices(string label, int fromYaml, int others)
    {
        if (fromYaml > 0)
            yield return $"{Count(fromYaml, "object")} of {label} that the provider read from YAML (custom resource definitions), which renders leave out.";
        if (others > 0)
            yield return $"{Count(others, "resource")} of {label} outside of Kubernetes; 'pulumi preview' compares them.";

        static string Count(int number, string noun) => Preview.PreviewReport.Count(number, noun);
    }

    DiffObject? ObjectOf(string urn, string type, JsonElement resource)
    {
        var inputs = Member(resource, "inputs") is { } element ? Value(element) as ImmutableDictionary<string, object> : null;
        var name = urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
        var read = new PulumiObject(type, name, DefaultNamespace(resource), inputs ?? ImmutableDictionary<string, object>.Empty).ToObject(name);
        return read is null ? null : read with { Ignored = Ignored(resource) };
    }

    // Members that the program told Pulumi not to compare, because somebody else changes them.
    static IReadOnlyList<string> Ignored(JsonElement resource) =>
        Member(resource, "ignoreChanges") is { ValueKind: JsonValueKind.Array } paths
            ? [.. paths.EnumerateArray().Select(path => path.GetString()).OfType<string>().Where(path => !path.AsSpan().ContainsAny('.', '['))]
            : [];

    string? DefaultNamespace(JsonElement resource) =>
        Text(resource, "provider") is { } reference
        && reference.LastIndexOf("::", StringComparison.Ordinal) is var end and > 0
        && resources.TryGetValue(reference[..end], out var provider)
        && Member(provider, "inputs") is { } inputs
            ? Text(inputs, "namespace")
            : null;

    bool IsOfYaml(string urn)
    {
        if (ofYaml.TryGetValue(urn, out var known))
            return known;
        ofYaml[urn] = false; // Ends a circle, which no engine writes.
        var parent = resources.TryGetValue(urn, out var resource) ? Text(resource, "parent") : null;
        return ofYaml[urn] = (Text(resource, "type") is { } type && PulumiObject.IsYaml(type)) || (parent is not null && IsOfYaml(parent));
    }

    internal static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when Text(element, Signature) is { } signature => Special(element, signature),
        JsonValueKind.Object => element.EnumerateObject().ToImmutableDictionary(member => member.Name, member => Value(member.Value)!, StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(item => Value(item)!).ToImmutableArray(),
        JsonValueKind.String when element.GetString() == Unknown => SecretValue.Unknown,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    static object Special(JsonElement element, string signature)
    {
        if (signature != SecretSignature)
            return SecretValue.Unknown;
        if (Text(element, "plaintext") is { } plain)
            return Hidden(plain);
        return Text(element, "ciphertext") is { } cipher ? SecretValue.OfCipher(cipher) : SecretValue.Unknown;
    }

    // A map that is secret as a whole keeps its keys, so that a Secret shows which entries changed.
    static object Hidden(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => document.RootElement.EnumerateObject().ToImmutableDictionary(
                    member => member.Name, member => Hidden(member.Value.GetRawText()), StringComparer.Ordinal),
                JsonValueKind.String => SecretValue.OfPlain(document.RootElement.GetString()!),
                _ => SecretValue.OfPlain(document.RootElement.GetRawText()),
            };
        }
        catch (JsonException)
        {
            return SecretValue.OfPlain(json);
        }
    }

    static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    static bool IsTrue(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.True };
}
