using System.Collections.Immutable;
using Basecamp.Manifests.Contracts;
using Basecamp.Manifests.Yaml;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests;

/// <summary>Looks up what a program declared.</summary>
static class Found
{
    static readonly ChartContracts Charts = ChartContracts.Load(RepositoryFiles.PathOf("tests/contracts/charts"));

    static readonly ObjectContracts Contracts = ObjectContracts.Load(
        RepositoryFiles.PathOf("tests/contracts/crds"), RepositoryFiles.PathOf("tests/contracts/kubernetes/kubernetes.txt"));

    /// <summary>The one object of a kind with a name.</summary>
    public static RecordedResource Object(this RecordedStack stack, string kind, string name) =>
        KubernetesManifests.From(stack).Objects.Single(each => each.Kind == kind && each.Name == name).Resource;

    /// <summary>Names of all objects of a kind, sorted.</summary>
    public static IReadOnlyList<string> Names(this RecordedStack stack, string kind) =>
        [.. KubernetesManifests.From(stack).Objects.Where(each => each.Kind == kind).Select(each => each.Name).Order(StringComparer.Ordinal)];

    /// <summary>A chart's value at a path; null when it is not set.</summary>
    public static object? Value(this RecordedStack stack, string release, string path) =>
        stack.Single("kubernetes:helm.sh/v3:Release", release).Input($"values.{path}");

    /// <summary>A field of an object; null when it is absent.</summary>
    public static object? Field(this RecordedStack stack, string kind, string name, string path) => stack.Object(kind, name).Input(path);

    /// <summary>A list as texts.</summary>
    public static IReadOnlyList<string> Texts(object? list) => [.. ((ImmutableArray<object>)list!).Select(item => (string)item)];

    /// <summary>Chart values and object fields that the pinned versions do not have, or in another form.</summary>
    public static IReadOnlyList<string> Unpublished(this RecordedStack stack)
    {
        var manifests = KubernetesManifests.From(stack);
        return
        [
            .. manifests.Charts.SelectMany(chart => Charts.Check(chart).Select(violation => $"{chart.Chart}: {violation}")),
            .. manifests.Objects.SelectMany(each => Contracts.Check(each).Select(violation => $"{each}: {violation}")),
        ];
    }

    /// <summary>A part of an object as YAML, without the line break at the end.</summary>
    public static string Yaml(this RecordedResource resource, string path) =>
        resource.Input(path) is { } value ? CanonicalYaml.Write(ImmutableDictionary<string, object>.Empty.Add("value", value))["value:".Length..].Trim('\n', ' ') : "";

    /// <summary>Names of the alerts of a rule object, sorted.</summary>
    public static IReadOnlyList<string> Alerts(this RecordedStack stack, string rule) =>
        [.. ((ImmutableArray<object>)stack.Object("PrometheusRule", rule).Input("spec.groups[0].rules")!)
            .Select(each => (string)((ImmutableDictionary<string, object>)each)["alert"])
            .Order(StringComparer.Ordinal)];

    /// <summary>Who an object's ingress is from, and where to, as <c>policy: namespace{labels} port,port</c>. Sorted.</summary>
    public static IReadOnlyList<string> Ingress(this RecordedStack stack, string ns) => [.. Rules(stack, ns, "ingress", "from")];

    /// <summary>Whom pods may connect to, like <see cref="Ingress"/>.</summary>
    public static IReadOnlyList<string> Egress(this RecordedStack stack, string ns) => [.. Rules(stack, ns, "egress", "to")];

    static IEnumerable<string> Rules(RecordedStack stack, string ns, string section, string peers) => KubernetesManifests.From(stack).Objects
        .Where(each => each.Kind is "NetworkPolicy" or "CiliumNetworkPolicy" && each.Namespace == ns && each.Resource.Input($"spec.{section}") is not null)
        .Select(each => $"{each.Name}: {Subject(each)}{Peer(each, section, peers)} {string.Join(',', Ports(each, section))}".TrimEnd())
        .Order(StringComparer.Ordinal);

    static string Subject(RecordedObject policy)
    {
        var labels = Labels(policy.Resource.Input("spec.podSelector.matchLabels") ?? policy.Resource.Input("spec.endpointSelector.matchLabels"));
        return labels.Length == 0 ? "" : $"{labels} ";
    }

    static string Peer(RecordedObject policy, string section, string peers)
    {
        var resource = policy.Resource;
        if (policy.Kind == "CiliumNetworkPolicy")
            return string.Join('|', (ImmutableArray<object>)(resource.Input($"spec.{section}[0].{peers}Entities"))!);
        if (resource.Input($"spec.{section}[0].{peers}[0].ipBlock.cidr") is string cidr)
            return cidr;
        var at = $"spec.{section}[0].{peers}[0]";
        return $"{resource.Input($"{at}.namespaceSelector.matchLabels[\"kubernetes.io/metadata.name\"]") ?? "*"}{Labels(resource.Input($"{at}.podSelector.matchLabels"))}";
    }

    static string Labels(object? labels) => labels is ImmutableDictionary<string, object> { Count: > 0 } map
        ? $"{{{string.Join(',', map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}}}"
        : "";

    static IEnumerable<string> Ports(RecordedObject policy, string section)
    {
        var ports = policy.Resource.Input(policy.Kind == "NetworkPolicy" ? $"spec.{section}[0].ports" : $"spec.{section}[0].toPorts[0].ports");
        return ports is ImmutableArray<object> list ? list.Select(port => $"{((ImmutableDictionary<string, object>)port)["port"]}") : [];
    }
}
