using System.Collections.Immutable;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Reading;

/// <summary>A Kubernetes resource as Pulumi knows it.</summary>
/// <param name="Type">Type token, e.g. <c>kubernetes:apps/v1:Deployment</c>.</param>
/// <param name="LogicalName">Pulumi's name of it.</param>
/// <param name="DefaultNamespace">Namespace that its provider puts objects into; null for <c>default</c>.</param>
/// <param name="Inputs">Its inputs; what is secret is a <see cref="SecretValue"/>.</param>
sealed record PulumiObject(string Type, string LogicalName, string? DefaultNamespace, ImmutableDictionary<string, object> Inputs)
{
    const string Prefix = "kubernetes:";
    const string Autonamed = "pulumi.com/autonamed";

    /// <summary>Whether it is an object or a chart of which Pulumi knows what it applies.</summary>
    public static bool IsCompared(string type) =>
        type.StartsWith(Prefix, StringComparison.Ordinal)
        && !IsYaml(type)
        && !type.EndsWith("Patch", StringComparison.Ordinal);

    /// <summary>Whether it is a group of objects that the provider reads from YAML at deployment time.</summary>
    public static bool IsYaml(string type) => YamlModules.Any(module => type.StartsWith(module, StringComparison.Ordinal));

    // Whole names of modules: Flux' kustomize.toolkit.fluxcd.io is an API group.
    static readonly string[] YamlModules = ["kubernetes:yaml:", "kubernetes:yaml/", "kubernetes:kustomize:", "kubernetes:kustomize/"];

    /// <summary>The object, named as the program means it: what Pulumi adds on its own is taken away. Null when it is none.</summary>
    public DiffObject? ToObject(string place)
    {
        var inputs = Inputs.RemoveRange(Inputs.Keys.Where(key => key.StartsWith("__", StringComparison.Ordinal)));
        return Type.StartsWith("kubernetes:helm.sh/", StringComparison.Ordinal) ? Chart(inputs, place) : Object(inputs, place);
    }

    DiffObject? Object(ImmutableDictionary<string, object> inputs, string place)
    {
        var (apiVersion, kind) = (inputs.Text("apiVersion"), inputs.Text("kind"));
        if (apiVersion is null || kind is null)
            return null;
        var metadata = inputs.Map("metadata");
        var isAutonamed = metadata.Map("annotations").Text(Autonamed) == "true";
        metadata = metadata.SetItem("name", isAutonamed ? LogicalName : metadata.Text("name") ?? LogicalName);
        if (metadata.Text("namespace") is null && KubernetesScope.IsNamespaced(apiVersion, kind) == true)
            metadata = metadata.SetItem("namespace", DefaultNamespace ?? "default");
        metadata = Without(metadata, "annotations", Autonamed);
        if (metadata.Map("labels").Text("app.kubernetes.io/managed-by") == "pulumi")
            metadata = Without(metadata, "labels", "app.kubernetes.io/managed-by");
        return ObjectReader.ReadOne(inputs.SetItem("metadata", metadata), place);
    }

    DiffObject? Chart(ImmutableDictionary<string, object> inputs, string place)
    {
        // The same members that a render writes.
        var chart = ImmutableDictionary<string, object>.Empty
            .Add("name", inputs.Text("name") ?? LogicalName)
            .Add("namespace", inputs.Text("namespace") ?? DefaultNamespace ?? "default")
            .Add("chart", inputs.Text("chart") ?? "")
            .Add("values", inputs.GetValueOrDefault("values") ?? ImmutableDictionary<string, object>.Empty);
        // The provider reads the version of a chart in a directory from there.
        if (inputs.Text("version") is { } version && inputs.Text("chart") is not ['.', ..])
            chart = chart.Add("version", version);
        if (inputs.Map("repositoryOpts").Text("repo") is { } repository)
            chart = chart.Add("repository", repository);
        return RenderReader.ChartOf(chart, place);
    }

    static ImmutableDictionary<string, object> Without(ImmutableDictionary<string, object> metadata, string member, string key)
    {
        if (metadata.Map(member) is not { IsEmpty: false } entries || !entries.ContainsKey(key))
            return metadata;
        var rest = entries.Remove(key);
        return rest.IsEmpty ? metadata.Remove(member) : metadata.SetItem(member, rest);
    }
}
