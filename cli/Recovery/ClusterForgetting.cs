using System.Text.Json;
using System.Text.Json.Nodes;
using Basecamp.Cli.Diff.Reading;

namespace Basecamp.Cli.Recovery;

/// <summary>
/// Takes from an exported state what was in a cluster that is gone, so that the next <c>up</c> makes all of it on the new one. Left in the state,
/// each of them would be deleted from the old cluster, which nobody can reach: the update fails, and every following one.
/// </summary>
/// <remarks>
/// Everything else stays: passwords and keys that Pulumi made (the new cluster gets the same), providers, components, other clouds.
/// Source: pkg/resource/deploy/snapshot.go of pulumi/pulumi for what a state must fulfil to be imported.
/// </remarks>
sealed class ClusterForgetting
{
    readonly JsonNode root;
    readonly JsonArray resources;
    readonly HashSet<string> forgotten = new(StringComparer.Ordinal);

    ClusterForgetting(JsonNode root, JsonArray resources) => (this.root, this.resources) = (root, resources);

    /// <summary>Resources that are no longer in the state, also such that were waiting to be deleted.</summary>
    public int Forgotten { get; private set; }

    /// <summary>Resources that stay.</summary>
    public int Kept => resources.Count;

    /// <summary>Reads what <c>pulumi stack export</c> wrote, and forgets.</summary>
    /// <param name="label">What it is called in messages.</param>
    /// <param name="text">The export.</param>
    /// <exception cref="InvalidStateException">It is not an export, or has no cluster in it.</exception>
    public static ClusterForgetting Of(string label, string text)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw new InvalidStateException($"{label} is not valid JSON (line {exception.LineNumber + 1}). Export it again: pulumi stack export --file {label}");
        }
        if (root is not JsonObject || root["deployment"]?["resources"] is not JsonArray resources)
            throw new InvalidStateException($"{label} is not what 'pulumi stack export' writes: it has no deployment.resources.");
        var state = new ClusterForgetting(root, resources);
        state.Forget(label);
        return state;
    }

    void Forget(string label)
    {
        var clusters = resources.OfType<JsonObject>()
            .Where(each => Text(each, "type") == "pulumi:providers:kubernetes" && each["inputs"]?["renderYamlToDirectory"] is null)
            .Select(each => Text(each, "urn")).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in resources.OfType<JsonObject>().ToList())
        {
            if (Text(resource, "provider") is not { } provider || !clusters.Contains(provider[..Math.Max(0, provider.LastIndexOf("::", StringComparison.Ordinal))]))
                continue;
            forgotten.Add(Text(resource, "urn")!);
            resources.Remove(resource);
            Forgotten++;
        }
        if (Forgotten == 0)
            throw new InvalidStateException($"{label} has nothing in it that is in a cluster. Is it the export of another stack, or was this done before?");
        foreach (var resource in resources.OfType<JsonObject>())
            Release(resource);
        // What was under way in that cluster will never end.
        (root["deployment"] as JsonObject)!.Remove("pending_operations");
    }

    // No resource may name one that is not there.
    void Release(JsonObject resource)
    {
        if (resource["dependencies"] is JsonArray dependencies)
            RemoveFrom(dependencies);
        foreach (var (_, named) in resource["propertyDependencies"] as JsonObject ?? [])
            if (named is JsonArray list)
                RemoveFrom(list);
        if (Text(resource, "deletedWith") is { } with && forgotten.Contains(with))
            resource.Remove("deletedWith");
        // A parent in the cluster: its child becomes one of the stack, until the next `up` gives it its parent again.
        if (Text(resource, "parent") is { } parent && forgotten.Contains(parent))
            resource["parent"] = StackOf(resource);
    }

    void RemoveFrom(JsonArray urns)
    {
        foreach (var urn in urns.Where(urn => forgotten.Contains(urn!.GetValue<string>())).ToList())
            urns.Remove(urn);
    }

    static string StackOf(JsonObject resource)
    {
        // urn:pulumi:stack::project::…
        var parts = Text(resource, "urn")!.Split("::");
        return $"{parts[0]}::{parts[1]}::pulumi:pulumi:Stack::{parts[1]}-{parts[0].Split(':')[^1]}";
    }

    static string? Text(JsonObject resource, string name) => resource[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The state as <c>pulumi stack import</c> takes it. Secrets are as they were: encrypted.</summary>
    public override string ToString() => root.ToJsonString(Indented) + "\n";
}
