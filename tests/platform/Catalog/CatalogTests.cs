using System.Globalization;
using Basecamp.Components.Catalog;
using Basecamp.Components.Topology;
using Basecamp.Tests;
using CatalogCharts = Basecamp.Components.Catalog.Charts;

namespace Basecamp.Platform.Tests.Catalog;

public sealed class CatalogTests
{
    [Fact]
    public void Definitions_are_those_of_the_chart_that_uses_them() => Assert.Equal(CatalogCharts.CertManager.Version, CrdBundles.CertManager.Version);

    [Fact]
    public void Upgrade_jobs_have_a_kubectl_that_Kubernetes_supports_beside_the_K3s_they_install()
    {
        Assert.True(K3sVersion.TryParse(Topologies.Single.K3s.Version, out var k3s));
        Assert.InRange(int.Parse(Images.Kubectl.Tag.Split('.')[1], CultureInfo.InvariantCulture), k3s.Minor - 1, k3s.Minor + 1);
    }

    [Fact]
    public void A_chart_and_its_definitions_come_from_the_same_owner()
    {
        // A project that moved takes its pages along: sealed-secrets' old ones answer 404 since June 2026 (bitnami/sealed-secrets#1982).
        var moved = typeof(CrdBundles).GetProperties()
            .Select(property => (Bundle: property.GetValue(null) as ManifestPin, Chart: ChartOf(property.Name)))
            .Where(pair => pair.Bundle is not null && pair.Chart?.Host.EndsWith(".github.io", StringComparison.Ordinal) == true
                && pair.Bundle.Repository.Split('/')[1] == pair.Chart.AbsolutePath.Trim('/').Split('/')[0])
            .ToList();
        Assert.Contains(moved, pair => pair.Bundle!.Repository == "bitnami/sealed-secrets");
        Assert.All(moved, pair => Assert.Equal($"{pair.Bundle!.Repository.Split('/')[0]}.github.io", pair.Chart!.Host));
    }

    static Uri? ChartOf(string bundle) =>
        (typeof(CatalogCharts).GetProperty(bundle)?.GetValue(null) as ChartPin) is { IsOci: false } chart ? new(chart.Repository) : null;

    [Fact]
    public void A_manifest_is_read_from_its_tag() => Assert.All(
        CrdBundles.CertManager.Urls,
        url => Assert.StartsWith(
            $"https://raw.githubusercontent.com/cert-manager/cert-manager/{CatalogCharts.CertManager.Version}/deploy/crds/", url.ToString(), StringComparison.Ordinal));

    [Fact]
    public void Every_file_of_definitions_is_pinned_by_digest_except_those_whose_published_bytes_nobody_has_compared()
    {
        var files = typeof(CrdBundles).GetProperties().Select(property => property.GetValue(null)).OfType<ManifestPin>()
            .SelectMany(bundle => bundle.Paths.Select(path => (Bundle: bundle, Path: path)))
            .ToList();

        Assert.Equal(
            ["cilium/cilium", "prometheus-operator/prometheus-operator"],
            files.Where(file => DefinitionDigests.Of(file.Bundle, file.Path) is null).Select(file => file.Bundle.Repository).Distinct().Order());
        Assert.Equal(
            files.Where(file => DefinitionDigests.Of(file.Bundle, file.Path) is not null).Select(file => $"{file.Bundle.Repository}/{file.Bundle.Version}/{file.Path}").Order(),
            DefinitionDigests.Pinned.Order());
    }

    [Fact]
    public void The_kinds_of_every_bundle_are_known_in_its_version_and_agree_with_the_contracts()
    {
        var bundles = typeof(CrdBundles).GetProperties().Select(property => property.GetValue(null)).OfType<ManifestPin>().ToList();
        Assert.Equal(
            bundles.Select(bundle => (bundle.Repository, bundle.Version)).Order(),
            DefinitionApis.Bundles.Order());

        var contracts = Directory.EnumerateFiles(RepositoryFiles.PathOf("tests/contracts/crds"), "*.txt").SelectMany(File.ReadLines)
            .Where(line => line.StartsWith('[') && !line.StartsWith("[@", StringComparison.Ordinal))
            .Select(line => line.Trim('[', ']').Split(' '))
            .ToDictionary(parts => (parts[0], parts[1]), parts => parts[2] == "namespaced");
        var known = bundles.SelectMany(bundle => DefinitionApis.Of(bundle)).ToList();
        var compared = known.Where(kind => contracts.ContainsKey((kind.ApiVersion, kind.Kind))).ToList();
        Assert.True(compared.Count > 100, $"{compared.Count} kinds compared");
        Assert.DoesNotContain(compared, kind => contracts[(kind.ApiVersion, kind.Kind)] != kind.IsNamespaced);
    }

    [Fact]
    public void An_image_without_a_digest_says_so_and_one_with_a_digest_has_nothing_to_say()
    {
        Assert.Equal(["basecamp.io/allow-bc006"], new ImagePin("example.org/web", "1.2.3").Exemption.Keys);
        Assert.Empty(new ImagePin("example.org/web", "1.2.3", "sha256:0").Exemption);
    }
}
