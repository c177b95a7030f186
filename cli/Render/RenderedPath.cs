using System.Collections.Immutable;
using System.Text;
using Basecamp.Cli.Charts;
using Basecamp.Cli.Offline;
using Basecamp.Components.Delivery;
using Basecamp.Manifests.Objects;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Render;

/// <summary>Where rendered files go.</summary>
static class RenderedPath
{
    /// <summary>
    /// <c>kubernetes/tier/namespace/kind-name.yaml</c>; <c>_cluster</c> stands for no namespace. What a GitOps engine applies goes exactly where
    /// it reads it from: <c>gitops/stack/root/unit/kind-namespace-name.yaml</c>.
    /// </summary>
    public static string Of(RecordedObject rendered, bool withGroup)
    {
        if (DirectoryInRepository(rendered.Resource) is { } directory)
            return InRepository(directory, rendered, withGroup);
        var slash = rendered.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = withGroup && slash > 0 ? $".{rendered.ApiVersion[..slash]}" : "";
        var ns = rendered.Namespace is { } name ? Part(name) : "_cluster";
        return $"kubernetes/{Tier.Of(rendered.Resource)}/{ns}/{rendered.Kind.ToLowerInvariant()}{group}-{Part(rendered.Name)}.yaml";
    }

    static string InRepository(string directory, RecordedObject rendered, bool withGroup)
    {
        var slash = rendered.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = withGroup && slash > 0 ? $".{rendered.ApiVersion[..slash]}" : "";
        var ns = rendered.Namespace is { } name ? $"{Part(name)}-" : "";
        return $"{directory}/{rendered.Kind.ToLowerInvariant()}{group}-{ns}{Part(rendered.Name)}.yaml";
    }

    /// <summary>Whether a GitOps engine reads the object from the repository.</summary>
    public static bool IsInRepository(RecordedObject rendered) => DirectoryInRepository(rendered.Resource) is not null;

    static string? DirectoryInRepository(RecordedResource resource) =>
        resource.Provider?.Input("renderYamlToDirectory") is string directory && directory.StartsWith(PlatformDelivery.RenderedPrefix, StringComparison.Ordinal)
            ? directory[PlatformDelivery.RenderedPrefix.Length..]
            : null;

    /// <summary><c>charts/tier/namespace/release.yaml</c>.</summary>
    public static string Of(HelmRelease chart) =>
        $"charts/{Tier.Of(chart.Resource)}/{Part(chart.Namespace)}/{Part(chart.Name)}.yaml";

    /// <summary><c>charts/tier/namespace/release/kind-namespace-name.yaml</c>: an object that a chart renders to.</summary>
    public static string Of(StackChart chart, ImmutableDictionary<string, object> body, bool withGroup)
    {
        var (group, kind) = (ApiGroup.Of(body.Text("apiVersion")!), body.Text("kind")!.ToLowerInvariant());
        var ns = body.Text("metadata", "namespace") is { } name ? $"{Part(name)}-" : "";
        return $"charts/{Tier.Of(chart.Resource)}/{Part(chart.Namespace)}/{Part(chart.Release)}/"
            + $"{Part(kind)}{(withGroup && group.Length > 0 ? $".{group}" : "")}-{ns}{Part(body.Text("metadata", "name")!)}.yaml";
    }

    /// <summary>Whether a file of a render is an object of a chart.</summary>
    public static bool IsOfChart(string path) => path.Split('/') is ["charts", _, _, _, _];

    /// <summary>A name as one part of a path. RBAC names may hold characters that file systems or git on other systems refuse.</summary>
    public static string Part(string name)
    {
        var part = new StringBuilder(name.Length);
        foreach (var character in name)
            part.Append(char.IsAsciiLetterOrDigit(character) || character is '-' or '.' ? character : '_');
        return part.ToString() is "." or ".." or "" ? "_" : part.ToString();
    }

    /// <summary>Whether a path stays below the directory it is relative to.</summary>
    public static bool IsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal)
        && path.Split('/').All(part => part is not ("" or "." or ".."));
}
