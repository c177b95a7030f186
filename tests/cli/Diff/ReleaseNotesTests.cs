using System.Reflection;
using Basecamp.Components.Catalog;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>Where release notes of charts are.</summary>
public sealed class ReleaseNotesTests
{
    static IEnumerable<ChartPin> Catalog => typeof(Components.Catalog.Charts).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(chart => chart.GetValue(null)).OfType<ChartPin>();

    public static TheoryData<string> Names => [.. Catalog.Select(pin => pin.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_chart_of_the_catalog_has_a_page_about_its_version(string name)
    {
        var (_, repository, version) = Catalog.Single(pin => pin.Name == name);
        var page = ReleaseNotes.Of(name, repository, version);

        Assert.NotNull(page);
        Assert.Matches(@"^https://github\.com/[A-Za-z0-9-]+/[A-Za-z0-9-]+/releases(/tag/[A-Za-z0-9./_-]+)?$", page);
        // The one whose tags are not made of the chart's version.
        Assert.Equal(name != "seaweedfs", page.EndsWith(version, StringComparison.Ordinal));
        Assert.Equal(page, ReleaseNotes.Of(name, null, version));
    }

    [Theory]
    [InlineData("cert-manager", "https://charts.jetstack.io", "v1.21.1", "https://github.com/cert-manager/cert-manager/releases/tag/v1.21.1")]
    [InlineData("longhorn", "https://charts.longhorn.io", "1.12.1", "https://github.com/longhorn/longhorn/releases/tag/v1.12.1")]
    // Not in the catalog: the list.
    [InlineData("podinfo", "https://stefanprodan.github.io/podinfo", "6.9.2", "https://github.com/stefanprodan/podinfo/releases")]
    // The same name from somebody else, and from nowhere known.
    [InlineData("loki", "https://grafana.github.io/helm-charts", "6.0.0", "https://github.com/grafana/helm-charts/releases")]
    [InlineData("podinfo", "oci://ghcr.io/stefanprodan/charts", "6.9.2", null)]
    [InlineData("podinfo", null, "6.9.2", null)]
    // Never a piece of somebody's Markdown.
    [InlineData("longhorn", "https://charts.longhorn.io", "1) [x](y", null)]
    [InlineData("x", "https://a.github.io/b) [x](c", "1", null)]
    public void An_address_is_known_or_told_from_the_repository_or_there_is_none(string name, string? repository, string version, string? page) =>
        Assert.Equal(page, ReleaseNotes.Of(name, repository, version));
}
