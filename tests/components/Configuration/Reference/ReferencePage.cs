using System.Text;
using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Tests.Configuration.Reference;

/// <summary>Writes the reference part of a configuration page from the records, their defaults and their documentation.</summary>
static partial class ReferencePage
{
    /// <summary>The line of a page below which everything is generated.</summary>
    public const string Marker = "<!-- Below: generated from the records in components/ by ReferenceTests. Change the comments there. -->";

    static readonly Dictionary<string, string> Repositories = new()
    {
        ["argo-cd"] = "argoproj/argo-cd",
        ["argo-helm"] = "argoproj/argo-helm",
        ["barman"] = "cloudnative-pg/plugin-barman-cloud",
        ["cert-manager"] = "cert-manager/cert-manager",
        ["cilium"] = "cilium/cilium",
        ["cloudnative-pg"] = "cloudnative-pg/cloudnative-pg",
        ["cnpg"] = "cloudnative-pg/cloudnative-pg",
        ["k3s"] = "k3s-io/k3s",
        ["keda"] = "kedacore/keda",
        ["kube-vip"] = "kube-vip/kube-vip",
        ["kubernetes"] = "kubernetes/kubernetes",
        ["kyverno"] = "kyverno/kyverno",
        ["longhorn"] = "longhorn/longhorn",
        ["metallb"] = "metallb/metallb",
        ["pulumi-eks"] = "pulumi/pulumi-eks",
        ["rke2"] = "rancher/rke2",
        ["sealed-secrets"] = "bitnami/sealed-secrets",
        ["velero"] = "vmware-tanzu/velero",
    };

    /// <summary>The tables of a configuration key.</summary>
    /// <param name="key">The key, e.g. <c>basecamp:homelab</c>.</param>
    /// <param name="root">The record behind it.</param>
    public static string Write(string key, Type root)
    {
        var page = new StringBuilder();
        WriteSection(page, key, "", root);
        return page.ToString();
    }

    static void WriteSection(StringBuilder page, string key, string path, Type section)
    {
        var settings = SettingInfo.Of(section, path).ToArray();
        page.Append($"\n## {(path.Length == 0 ? key : $"`{path}`")}\n\n{Linked(XmlDocs.Of(section))}\n\n");
        page.Append("| Setting | Value | Default | Meaning |\n| --- | --- | --- | --- |\n");
        foreach (var setting in settings)
        {
            var name = $"`{setting.Name}`{(setting.IsFixed ? " 🔒" : "")}";
            page.Append($"| {name} | {ValueOf(setting)} | {DefaultOf(setting)} | {Cell(MeaningOf(setting))} |\n");
        }
        foreach (var (below, type) in settings.Select(setting => setting.Section).OfType<(string, Type)>())
            WriteSection(page, key, below, type);
    }

    static string DefaultOf(SettingInfo setting)
    {
        if (setting.IsRequired)
            return "**required**";
        return setting.Default.Length == 0 ? "–" : Cell($"`{setting.Default}`");
    }

    static string ValueOf(SettingInfo setting) => setting.Section is { Path: var path }
        ? setting.Type.IsGenericType ? $"{Describe(setting.Type)}, see [{path}](#{Anchor(path)})" : $"[section](#{Anchor(path)})"
        : Describe(setting.Type);

    static string Describe(Type type) => Shape.Of(type) switch
    {
        { Kind: ShapeKind.Text } => "text",
        { Kind: ShapeKind.Secret } => "secret",
        { Kind: ShapeKind.Flag } => "true or false",
        { Kind: ShapeKind.Number } => "whole number",
        { Kind: ShapeKind.Duration } => "duration",
        { Kind: ShapeKind.Choice } => string.Join(", ", ConfigurationNames.ValuesOf(type).Select(value => $"`{value}`")),
        { Kind: ShapeKind.Free } => "text, true or false, number, or list",
        { Kind: ShapeKind.Tree } => "map of anything",
        { Kind: ShapeKind.List, Item: { } item } => $"list of {Plural(item)}",
        { Kind: ShapeKind.Map, Item: { } item } => $"map of {Plural(item)}",
        var shape => throw new NotSupportedException($"{shape}"),
    };

    static string Plural(Type item) => Shape.Of(item).Kind switch
    {
        ShapeKind.Text => "texts",
        ShapeKind.Number => "numbers",
        ShapeKind.Secret => "secrets",
        ShapeKind.Section => "sections",
        ShapeKind.Choice => Describe(item),
        ShapeKind.Free => "values",
        var kind => throw new NotSupportedException($"{kind}"),
    };

    static string MeaningOf(SettingInfo setting)
    {
        if (!setting.Type.IsEnum)
            return setting.Description;
        var values = Enum.GetNames(setting.Type).Zip(ConfigurationNames.ValuesOf(setting.Type));
        var meanings = values.Select(value => $"`{value.Second}`: {XmlDocs.Of(setting.Type, value.First)}");
        return $"{setting.Description} {string.Join(" ", meanings)}";
    }

    static string Cell(string text) => Linked(text).Replace("|", "\\|", StringComparison.Ordinal);

    static string Linked(string text) => Issue().Replace(text, match =>
        $"[{match.Value}](https://github.com/{Repositories[match.Groups["project"].Value]}/issues/{match.Groups["number"].Value})");

    // As GitHub makes anchors of headings: lower case, punctuation dropped.
    static string Anchor(string heading) => NotInAnchors().Replace(heading.ToLowerInvariant(), "");

    [GeneratedRegex(@"(?<project>[a-z0-9-]+)#(?<number>[0-9]+)")]
    private static partial Regex Issue();

    [GeneratedRegex(@"[^a-z0-9-]")]
    private static partial Regex NotInAnchors();
}
