using System.Collections.Immutable;
using Basecamp.Components.Platform;
using Basecamp.Infra.Apps;

namespace Basecamp.Infra.Tests.Apps;

/// <summary>Apps out of charts, on the platform they are for.</summary>
public sealed class ChartRulesTests
{
    const string Shop = """ "chart": "shop", "repository": "https://charts.example.org", "version": "1.2.3" """;

    const string Certs =
        """ "chart": "cert-manager", "repository": "https://charts.example.org", "version": "v1.21.1", "keys": "tests/contracts/charts/cert-manager.txt" """;

    static readonly PlatformFacts Bare = new();

    static readonly PlatformFacts Full = new()
    {
        Http = new HttpEntry { Domain = "example.org" },
        Velero = true,
        NotBackedUp = ["scratch"],
        Valkey = true,
        Postgres = true,
        PostgresDatabases = ImmutableSortedDictionary<string, ImmutableArray<DatabaseFacts>>.Empty.Add("main", [new("shop", "shop"), new("blog", "writer")]),
        PostgresRoles = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("main", ["shop", "writer"]),
    };

    static readonly PlatformFacts Two = Full with
    {
        PostgresDatabases = Full.PostgresDatabases.Add("other", [new("stock", "stock")]),
        PostgresRoles = Full.PostgresRoles.Add("other", ["stock"]),
    };

    [Theory]
    [InlineData("""{ "shop": { SHOP, "database": { "name": "shop" }, "cache": true, "backup": {}, "publish": { "host": "shop", "port": 8080 } } }""")]
    [InlineData("""{ "shop": { SHOP, "database": { "name": "blog", "role": "shop", "cluster": "main" } } }""")]
    [InlineData("""{ "shop": { SHOP, "database": { "name": "shops" } } }""", "basecamp:apps.charts.shop.database.name: is \"shops\", which the cluster `main` does not have. Did you mean `shop`? "
        + "Add it to `basecamp:platform.postgres.clusters.main.databases`.")]
    [InlineData("""{ "shop": { SHOP, "database": { "name": "shop", "cluster": "core" } } }""", "basecamp:apps.charts.shop.database.cluster: is \"core\", but the platform has `main`.")]
    [InlineData("""{ "shop": { SHOP, "database": { "name": "shop", "role": "admin" } } }""", "basecamp:apps.charts.shop.database.role: is \"admin\", which the cluster `main` does not have: `shop` or `writer`.")]
    [InlineData("""{ "scratch": { SHOP, "backup": {} } }""", "basecamp:apps.charts.scratch.backup: is set, but `basecamp:platform.velero.exclude` leaves the namespace \"scratch\" out. Remove one of the two.")]
    [InlineData("""{ "shop": { SHOP, "keys": "no/such/file.txt" } }""", "basecamp:apps.charts.shop.keys: is \"no/such/file.txt\", but there is no such file below the directory of Pulumi.yaml. "
        + "docs/apps/helm-apps.md says how to make one.")]
    [InlineData("""{ "shop": { SHOP, "keys": "README.md" } }""", "basecamp:apps.charts.shop.keys: is \"README.md\", which cannot be read. Line 1: a chart contract begins with '# chart version'. Make it again as docs/apps/helm-apps.md says.")]
    [InlineData("""{ "shop": { SHOP, "keys": "docs/apps/examples/keys/netbox.txt" } }""", "basecamp:apps.charts.shop.keys: is \"docs/apps/examples/keys/netbox.txt\", which is of netbox 8.3.61, not of shop 1.2.3. "
        + "Make it again as docs/apps/helm-apps.md says.")]
    [InlineData("""{ "certs": { CERTS, "values": { "installCRDs": true, "crds": { "enabled": "yes" }, "replicaCuont": 2, "podLabels": { "a.b": "c" } } } }""",
        "basecamp:apps.charts.certs.values.crds.enabled: is text, but cert-manager v1.21.1 reads true or false.",
        "basecamp:apps.charts.certs.values.installCRDs: does not work with cert-manager v1.21.1: deprecated; write crds.enabled and crds.keep.",
        "basecamp:apps.charts.certs.values.replicaCuont: is nothing that cert-manager v1.21.1 reads: Helm would ignore it. Did you mean `replicaCount`?")]
    [InlineData("""{ "monitoring-system": { SHOP } }""", "basecamp:apps.charts.monitoring-system: would live in the namespace \"monitoring-system\", which belongs to Kubernetes or the platform. Choose another name.")]
    [InlineData("""{ "traefik": { SHOP } }""", "basecamp:apps.charts.traefik: has the same name as a component of the platform, which it would replace under Argo CD or Flux. Choose another name.")]
    [InlineData("""{ "main": { SHOP } }""", "basecamp:apps.charts.main: has the same name as a component of the platform, which it would replace under Argo CD or Flux. Choose another name.")]
    [InlineData("""{ "tenant-shop": { SHOP } }""", "basecamp:apps.charts.tenant-shop: has the same name as a component of the platform, which it would replace under Argo CD or Flux. Choose another name.")]
    [InlineData("""{ "a": { SHOP }, "b": { SHOP, "namespace": "a" } }""", "basecamp:apps.charts.b.namespace: would live in the namespace \"a\", as 'a' does. Give one of the two a namespace of its own.")]
    [InlineData("""{ "shop": { SHOP, "publish": { "host": "shop.example.com", "port": 80 } } }""",
        "basecamp:apps.charts.shop.publish.host: is \"shop.example.com\", which is not below the platform's domain example.org: no certificate is made for it. Write a name below it, e.g. `shop`.")]
    [InlineData("""{ "a": { SHOP, "publish": { "host": "x", "port": 80 } }, "b": { SHOP, "publish": { "host": "x.example.org", "port": 80 } } }""",
        "basecamp:apps.charts.b.publish.host: is \"x.example.org\" with the path \"/\", where 'a' is published already. Change one of the two.")]
    [InlineData("""{ "a": { SHOP, "publish": { "host": "x", "port": 80 } }, "b": { SHOP, "publish": { "host": "x", "port": 80 } } }""",
        "basecamp:apps.charts.b.publish.host: is \"x\" with the path \"/\", where 'a' is published already. Change one of the two.")]
    public void What_the_platform_has_is_what_an_app_can_ask_for(string charts, params string[] findings) => Assert.Equal(findings, Findings(charts, Full));

    [Theory]
    [InlineData("""{ "shop": { SHOP, "database": { "name": "shop" } } }""", "basecamp:apps.charts.shop.database: is set, but this platform has no PostgreSQL cluster. "
        + "Add one with this database to `basecamp:platform.postgres.clusters`.")]
    [InlineData("""{ "shop": { SHOP, "cache": true } }""", "basecamp:apps.charts.shop.cache: is true, but this platform has none. Add `basecamp:platform.valkey: {}`, or bring a cache along in the chart.")]
    [InlineData("""{ "shop": { SHOP, "backup": {} } }""", "basecamp:apps.charts.shop.backup: is set, but nothing on this platform makes backups. Add `basecamp:platform.velero: {}`; "
        + "or remove it, and with it the guards of what the app keeps.")]
    [InlineData("""{ "shop": { SHOP } }""")]
    public void What_the_platform_lacks_is_refused(string charts, params string[] findings) => Assert.Equal(findings, Findings(charts, Bare));

    [Fact]
    public void Among_several_clusters_one_is_named()
    {
        Assert.Equal(
            ["basecamp:apps.charts.shop.database.cluster: is missing, but the platform has several: `main` or `other`."],
            Findings("""{ "shop": { SHOP, "database": { "name": "shop" } } }""", Two));
        Assert.Empty(Findings("""{ "shop": { SHOP, "database": { "name": "stock", "cluster": "other" } } }""", Two));
    }

    static IReadOnlyList<string> Findings(string charts, PlatformFacts platform)
    {
        var json = $$"""{ "charts": {{charts.Replace("SHOP", Shop, StringComparison.Ordinal).Replace("CERTS", Certs, StringComparison.Ordinal)}} }""";
        Assert.True(AppsConfiguration.TryParse(json, out var settings, out var form), string.Join('\n', form));
        return [.. AppsValidation.Validate(settings, platform, AppsConfiguration.RootPath).Select(problem => problem.ToString())];
    }
}
