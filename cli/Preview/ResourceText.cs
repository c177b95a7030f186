using System.Collections;
using System.Globalization;
using Basecamp.Cli.Offline;
using Basecamp.Components.Charts;
using Basecamp.Components.Configuration;
using Basecamp.Components.Connections;
using Basecamp.Components.Namespaces;
using Basecamp.Testing;

namespace Basecamp.Cli.Preview;

/// <summary>A resource in a few words: what it is, and what a person would ask about it first.</summary>
static class ResourceText
{
    const string Images = "spec.template.spec.containers";

    /// <summary>The type without package and version, e.g. <c>Deployment</c> or <c>remote command</c>.</summary>
    public static string ShortType(RecordedResource resource) => resource.Type switch
    {
        "command:remote:Command" => "remote command",
        "command:local:Command" => "local command",
        "command:remote:CopyToRemote" => "remote file",
        "kubernetes:helm.sh/v3:Release" => "Helm release",
        "kubernetes:helm.sh/v4:Chart" => "Helm chart",
        "pulumi:pulumi:StackReference" => "stack reference",
        var type when resource.IsProvider => $"{Last(type)} provider",
        var type => Last(type),
    };

    /// <summary>The type of several: <c>3 remote commands</c>. A kind's name, such as <c>NetworkPolicy</c>, stays as it is.</summary>
    /// <param name="count">How many.</param>
    /// <param name="shortType">The type of one.</param>
    /// <param name="before">What stands between, with its blank. Default nothing.</param>
    public static string Several(int count, string shortType, string before = "") =>
        $"{count:N0} {before}{shortType}{(count != 1 && shortType.Contains(' ', StringComparison.Ordinal) ? "s" : "")}";

    /// <summary>The facts that matter for this kind, in order; secret ones are left out.</summary>
    public static IEnumerable<string> Facts(RecordedResource resource)
    {
        var facts = resource.Type switch
        {
            "command:remote:Command" or "command:remote:CopyToRemote" => [Text(resource, "connection.host")],
            "kubernetes:helm.sh/v3:Release" or "kubernetes:helm.sh/v4:Chart" =>
                [Join(" ", Text(resource, "chart"), Text(resource, "version")), Prefixed("in ", Text(resource, "namespace"))],
            _ when resource.Input("kind") is string => KubernetesFacts(resource),
            _ when resource.IsComponent => ComponentFacts(resource),
            _ => [Prefixed("length ", Text(resource, "length"))],
        };
        return facts.OfType<string>();
    }

    /// <summary>What it waits for besides its parent, in ever fewer words; empty when nothing. Of a sibling's name only what differs is
    /// told, <c>…-prepare</c>.</summary>
    public static IReadOnlyList<string> WaitsFor(RecordedResource resource, string ellipsis)
    {
        var names = resource.DependsOn
            // That a tier stands on the one below goes without saying.
            .Where(dependency => dependency != resource.Parent && Tier.Of(dependency) == Tier.Of(resource))
            .Select(dependency => Distinct(dependency, resource.Parent, ellipsis))
            .ToList();
        return names.Count switch
        {
            0 => [],
            1 => [$"waits for {names[0]}"],
            2 => [$"waits for {names[0]}, {names[1]}", $"waits for {names[0]} and 1 more"],
            _ => [$"waits for {names[0]}, {names[1]} and {names.Count - 2} more", $"waits for {names[0]} and {names.Count - 1} more"],
        };
    }

    static string Distinct(RecordedResource dependency, RecordedResource? parent, string ellipsis) =>
        parent is not null && dependency.Parent == parent && dependency.Name.StartsWith($"{parent.Name}-", StringComparison.Ordinal)
            ? ellipsis + dependency.Name[parent.Name.Length..]
            : dependency.Name;

    static IEnumerable<string?> KubernetesFacts(RecordedResource resource)
    {
        var name = Text(resource, "metadata.name");
        var place = Text(resource, "metadata.namespace") is { } ns ? $"{ns}/{name ?? resource.Name}" : name == resource.Name ? null : name;
        yield return place;
        yield return Text(resource, "spec.replicas") is { } replicas ? $"{replicas} replica{(replicas == "1" ? "" : "s")}" : null;
        if (resource.Input(Images) is IList containers)
        {
            foreach (var index in Enumerable.Range(0, containers.Count))
                yield return Image(Text(resource, $"{Images}[{index}].image"));
        }
        yield return Prefixed("type ", Text(resource, "spec.type"));
        yield return Text(resource, "spec.resources.requests.storage");
        yield return Prefixed("schedule ", Text(resource, "spec.schedule"));
    }

    static IEnumerable<string?> ComponentFacts(RecordedResource resource) => resource.Resource switch
    {
        ManagedNamespace ns => [ConfigurationNames.Of(ns.PodSecurity.Level), PreviewReport.Count(resource.Children.Count(IsPolicy), "rule")],
        HelmChart chart => [chart.Install.Chart.ToString(), Prefixed("in ", chart.Install.Namespace), PreviewReport.Count(chart.Workloads.Length, "workload")],
        Connection connection => [$"{connection.From.Namespace} to {connection.To.Namespace}: {string.Join(", ", connection.Ports)}"],
        _ => NamedFacts(resource),
    };

    static bool IsPolicy(RecordedResource resource) => ShortType(resource).EndsWith("NetworkPolicy", StringComparison.Ordinal);

    static IEnumerable<string?> NamedFacts(RecordedResource resource) =>
        ((string[])["address", "host", "role", "version", "replicas", "instances", "namespace"]).Select(input => Text(resource, input));

    // The digest pins, the tag tells.
    static string? Image(string? image) => image?.Split('@')[0];

    static string? Text(RecordedResource resource, string path)
    {
        // A connection is secret as a whole, because of its keys; the host in it is not.
        var isCommand = resource.Type.StartsWith("command:", StringComparison.Ordinal);
        if (isCommand ? resource.SecretInputs.Contains(path) : resource.IsSecret(path))
            return null;
        return resource.Input(path) switch
        {
            string { Length: > 0 } text => OneLine(text),
            double number => number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    static string OneLine(string text) =>
        new([.. text.Select(character => char.IsControl(character) ? ' ' : character)]);

    static string? Prefixed(string prefix, string? text) => text is null ? null : prefix + text;

    static string? Join(string separator, params string?[] parts) =>
        string.Join(separator, parts.OfType<string>()) is { Length: > 0 } text ? text : null;

    static string Last(string type) => type[(type.LastIndexOf(':') + 1)..];
}
