using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Basecamp.Components.Catalog;
using Basecamp.Tests;
using CatalogCharts = Basecamp.Components.Catalog.Charts;

namespace Basecamp.Platform.Tests.Catalog;

/// <summary>Renovate's rules really match the catalog: a rule that matches nothing would let versions grow old in silence.</summary>
public sealed class RenovateTests
{
    static readonly JsonElement Config = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.PathOf("renovate.json"))).RootElement;

    [Fact]
    public void Every_chart_is_found_with_its_repository_and_version() => Assert.Equal(
        Pins<ChartPin>(typeof(CatalogCharts)).Select(pin => pin.IsOci
            ? $"docker {pin.Repository["oci://".Length..]}/{pin.Name} {pin.Version}"
            : $"helm {pin.Repository} {pin.Name} {pin.Version}").Order(StringComparer.Ordinal),
        Matches("components/Catalog/Charts.cs"));

    [Fact]
    public void Every_file_of_a_repository_is_found_with_its_tag() => Assert.Equal(
        Pins<ManifestPin>(typeof(CrdBundles)).Select(pin => $"github-tags {pin.Repository} {pin.Version}").Distinct().Order(StringComparer.Ordinal),
        Matches("components/Catalog/CrdBundles.cs").Distinct());

    [Fact]
    public void Every_image_is_found_with_its_tag_and_digest() => Assert.Equal(
        Pins<ImagePin>(typeof(Images)).Select(pin => $"docker {pin.Name} {pin.Tag} {pin.Digest}".TrimEnd()).Order(StringComparer.Ordinal),
        Matches("components/Catalog/Images.cs"));

    [Theory]
    [InlineData("Pulumi.dev.yaml")]
    [InlineData("Pulumi.lab.yaml")]
    [InlineData("Pulumi.ha.yaml")]
    public void The_K3s_version_of_every_stack_is_found(string file) =>
        Assert.StartsWith("github-releases k3s-io/k3s v1.", Assert.Single(Matches(file)), StringComparison.Ordinal);

    [Fact]
    public void Tools_of_CI_are_found_with_their_checksums()
    {
        Assert.Matches("^github-release-attachments sigstore/cosign v[0-9.]+ [a-f0-9]{64}$", Matches("ci/install-signing-tools.sh")[0]);
        Assert.Matches("^github-releases anchore/syft v[0-9.]+$", Matches("ci/install-signing-tools.sh")[1]);
        Assert.Matches("^github-releases pulumi/pulumi v[0-9.]+$", Assert.Single(Matches(".github/workflows/preview.yml")));
    }

    [Fact]
    public void Every_version_with_a_note_to_Renovate_is_found()
    {
        var files = Directory.GetFiles(RepositoryFiles.PathOf("ci")).Concat(Directory.GetFiles(RepositoryFiles.PathOf(".github/workflows")))
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file));
        Assert.All(files, file => Assert.Equal(Regex.Count(File.ReadAllText(RepositoryFiles.PathOf(file)), "# renovate: "), Matches(file).Count));
    }

    // Renovate itself knows workflows, GitLab's file, global.json and ContainerBaseImage; these presets make it pin digests there.
    [Fact]
    public void Digests_are_pinned() => Assert.Subset(
        Texts(Config, "extends").ToHashSet(), new HashSet<string> { "config:recommended", "docker:pinDigests", "helpers:pinGitHubActionDigestsToSemver" });

    [Fact]
    public void GitHub_and_GitLab_preview_with_one_Pulumi() => Assert.Equal(
        Matches(".github/workflows/preview.yml").Select(found => found.Split(' ')[^1].TrimStart('v')),
        Regex.Matches(File.ReadAllText(RepositoryFiles.PathOf(".gitlab-ci.yml")), "image: pulumi/pulumi-dotnet-[0-9.]+:(?<version>[0-9.]+)").Select(match => match.Groups["version"].Value));

    [Fact]
    public void An_image_with_a_digest_is_found_with_it()
    {
        var digest = $"sha256:{new string('a', 64)}";
        Assert.Equal([$"docker example.org/web 1.2.3 {digest}"], Matches("components/Catalog/Images.cs", $"""new("example.org/web", "1.2.3", "{digest}")"""));
    }

    [Fact]
    public void A_version_is_written_in_the_catalog_only()
    {
        var versions = Pins<ChartPin>(typeof(CatalogCharts)).Select(pin => pin.Version).ToList();
        var elsewhere = Directory.GetFiles(RepositoryFiles.PathOf("components"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Catalog", StringComparison.Ordinal))
            .SelectMany(file => versions.Where(version => File.ReadAllText(file).Contains($"\"{version}\"", StringComparison.Ordinal)).Select(version => $"{file}: {version}"));
        Assert.Empty(elsewhere);
    }

    static IEnumerable<T> Pins<T>(Type catalog) =>
        catalog.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.GetValue(null)).OfType<T>();

    static List<string> Matches(string file, string? text = null)
    {
        text ??= File.ReadAllText(RepositoryFiles.PathOf(file));
        return [.. Config.GetProperty("customManagers").EnumerateArray()
            .Where(manager => Texts(manager, "managerFilePatterns").Any(pattern => Regex.IsMatch(file, pattern.Trim('/'))))
            .SelectMany(manager => Texts(manager, "matchStrings").SelectMany(pattern => Regex.Matches(text, pattern)).Select(match => Found(manager, match)))
            .Order(StringComparer.Ordinal)];
    }

    static string Found(JsonElement manager, Match match)
    {
        string Filled(string template) => Regex.Replace(template, @"\{\{\{(\w+)\}\}\}", name => match.Groups[name.Groups[1].Value].Value);
        string Field(string name) => manager.TryGetProperty($"{name}Template", out var template) ? Filled(template.GetString()!) : match.Groups[name].Value;
        var package = Field("packageName") is { Length: > 0 } named ? named : Field("depName");
        return Regex.Replace($"{Field("datasource")} {Field("registryUrl")} {package} {Field("currentValue")} {Field("currentDigest")}", " +", " ").TrimEnd();
    }

    static IEnumerable<string> Texts(JsonElement manager, string name) => manager.GetProperty(name).EnumerateArray().Select(text => text.GetString()!);
}
