using System.Collections.Immutable;
using System.Text.Json;
using Basecamp.Cli.Diff.Reading;

namespace Basecamp.Cli.Diff.Prediction;

/// <summary>What an exported state says about each resource, as far as the engine's next decisions depend on it.</summary>
/// <param name="Resources">All of them by URN, without those that wait to be deleted.</param>
/// <param name="Owner">Who applies it, <c>pulumi</c>, <c>argocd</c> or <c>flux</c>; null when it does not say.</param>
sealed record DeployedState(IReadOnlyDictionary<string, DeployedResource> Resources, string? Owner)
{
    const string StackType = "pulumi:pulumi:Stack";

    /// <summary>Reads what <c>pulumi stack export</c> wrote; null when it is something else, such as a rendered directory.</summary>
    public static DeployedState? Read(string text)
    {
        if (!StackExportReader.Recognizes(text))
            return null;
        using var document = JsonDocument.Parse(text);
        if (StackExportReader.DeploymentOf(document.RootElement) is not { } list)
            return null;
        var resources = new Dictionary<string, DeployedResource>(StringComparer.Ordinal);
        string? owner = null;
        foreach (var resource in list.EnumerateArray())
        {
            if (Text(resource, "urn") is not { } urn || Text(resource, "type") is not { } type || IsTrue(resource, "delete"))
                continue;
            if (type == StackType)
                owner = resource.TryGetProperty("outputs", out var outputs) ? Text(outputs, "delivery") : null;
            var inputs = resource.TryGetProperty("inputs", out var given) ? StackExportReader.Value(given) as ImmutableDictionary<string, object> : null;
            resources[urn] = new(urn, type, IsTrue(resource, "custom"), ProviderOf(Text(resource, "provider")), inputs ?? ImmutableDictionary<string, object>.Empty)
            {
                IsRetained = IsTrue(resource, "retainOnDelete"),
                DeletedWith = Text(resource, "deletedWith"),
            };
        }
        return new(resources, owner);
    }

    /// <summary>Whether the object goes when Pulumi deletes the resource: not when it is retained, or goes with one that is.</summary>
    public bool IsRemovedWith(DeployedResource resource) =>
        !resource.IsRetained && !(resource.DeletedWith is { } with && Resources.TryGetValue(with, out var home) && !IsRemovedWith(home));

    /// <summary>Whether the resource is a file that a GitOps engine reads, not an object in the cluster.</summary>
    public bool IsFile(DeployedResource resource) =>
        resource.Provider is { } provider && Resources.TryGetValue(provider, out var found) && found.Inputs.ContainsKey("renderYamlToDirectory");

    // urn::id
    static string? ProviderOf(string? reference) => reference is null ? null : reference[..reference.LastIndexOf("::", StringComparison.Ordinal)];

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    static bool IsTrue(JsonElement element, string name) => element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.True;
}
