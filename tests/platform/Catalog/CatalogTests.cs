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
        url => Assert.StartsWith($"https://raw.githubusercontent.com/cert-manager/cert-manager/{CatalogCharts.CertManager.Version}/deploy/crds/", url, StringComparison.Ordinal));
}
