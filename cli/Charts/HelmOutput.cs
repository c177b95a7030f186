using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Cli.Charts;

/// <summary>Turns what <c>helm template</c> prints into objects as the cluster gets them.</summary>
/// <param name="chart">The chart.</param>
/// <param name="apis">Which kinds are in namespaces.</param>
sealed class HelmOutput(StackChart chart, ClusterApis apis)
{
    // Text that is another in each render: a password that Helm makes up, a certificate, a date.
    const string Generated = "[generated]";

    /// <summary>The objects of two renders of the same chart, which differ in what Helm makes up.</summary>
    /// <exception cref="InvalidYamlException">It is no YAML.</exception>
    public ChartObjects Read(string first, string second)
    {
        var (objects, again) = (ObjectsIn(first), ObjectsIn(second));
        return new(
        [
            .. objects.Where(each => !IsSecret(each.Value)).OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => (ImmutableDictionary<string, object>)WithoutGenerated(each.Value, again.GetValueOrDefault(each.Key) ?? each.Value)!)
                .Select(body => ChartNoise.Fold(body, $"{chart.Pin.Name}-{chart.Pin.Version}")),
        ],
        [
            .. objects.Values.Where(IsSecret).Select(secret => $"{secret.Text("metadata", "namespace")}/{secret.Text("metadata", "name")}").Order(StringComparer.Ordinal),
        ]);
    }

    // By what makes an object the same to the API server. Of two that are the same, the later one is what stays.
    Dictionary<string, ImmutableDictionary<string, object>> ObjectsIn(string text)
    {
        var objects = new Dictionary<string, ImmutableDictionary<string, object>>(StringComparer.Ordinal);
        foreach (var body in ManifestYaml.ReadMaps(text).SelectMany(Items).Where(body => !IsTest(body)).Select(WithNamespace))
        {
            if (body.Text("apiVersion") is { } apiVersion && body.Text("kind") is { } kind && body.Text("metadata", "name") is { } name)
                objects[$"{kind}\n{ApiGroup.Of(apiVersion)}\n{body.Text("metadata", "namespace")}\n{name}"] = body;
        }
        return objects;
    }

    static IEnumerable<ImmutableDictionary<string, object>> Items(ImmutableDictionary<string, object> body) =>
        body.Text("kind")?.EndsWith("List", StringComparison.Ordinal) == true && body.GetValueOrDefault("items") is ImmutableArray<object>
            ? body.Maps("items").SelectMany(Items)
            : [body];

    // Pods that only 'helm test' starts.
    static bool IsTest(ImmutableDictionary<string, object> body) =>
        body.Text("metadata", "annotations", "helm.sh/hook")?.Split(',').Any(hook => hook.Trim() is "test" or "test-success" or "test-failure") == true;

    static bool IsSecret(ImmutableDictionary<string, object> body) => body.Text("kind") == "Secret" && body.Text("apiVersion") == "v1";

    // As Helm installs it: what names no namespace goes to the release's.
    ImmutableDictionary<string, object> WithNamespace(ImmutableDictionary<string, object> body) =>
        body.Text("metadata", "namespace") is null && apis.IsNamespaced(body.Text("apiVersion") ?? "", body.Text("kind") ?? "") == true
            ? body.SetItem("metadata", body.Map("metadata").SetItem("namespace", chart.Namespace))
            : body;

    static object? WithoutGenerated(object? value, object? again)
    {
        switch (value, again)
        {
            case (ImmutableDictionary<string, object> map, ImmutableDictionary<string, object> other):
                return map.ToImmutableDictionary(entry => entry.Key, entry => WithoutGenerated(entry.Value, other.GetValueOrDefault(entry.Key))!, StringComparer.Ordinal);
            case (ImmutableArray<object> list, ImmutableArray<object> other) when list.Length == other.Length:
                return list.Select((item, index) => WithoutGenerated(item, other[index])!).ToImmutableArray();
            default:
                return Equals(value, again) ? value : Generated;
        }
    }
}
