using Basecamp.Components.Catalog;
using CatalogCharts = Basecamp.Components.Catalog.Charts;

namespace Basecamp.Platform.Tests.Catalog;

public sealed class CatalogTests
{
    [Fact]
    public void Definitions_are_those_of_the_chart_that_uses_them() => Assert.Equal(CatalogCharts.CertManager.Version, CrdBundles.CertManager.Version);

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
    public void An_image_without_a_digest_says_so_and_one_with_a_digest_has_nothing_to_say()
    {
        Assert.Equal(["basecamp.io/allow-bc006"], new ImagePin("example.org/web", "1.2.3").Exemption.Keys);
        Assert.Empty(new ImagePin("example.org/web", "1.2.3", "sha256:0").Exemption);
    }
}
