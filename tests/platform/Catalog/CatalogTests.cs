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

    [Fact]
    public void An_image_without_a_digest_says_so_and_one_with_a_digest_has_nothing_to_say()
    {
        Assert.Equal(["basecamp.io/allow-bc006"], new ImagePin("example.org/web", "1.2.3").Exemption.Keys);
        Assert.Empty(new ImagePin("example.org/web", "1.2.3", "sha256:0").Exemption);
    }
}
