using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Infra.Apps;

namespace Basecamp.Infra.Tests.Apps;

/// <summary>Tenants beside apps and each other.</summary>
public sealed class TenantClaimsTests
{
    const string Team = """ "members": { "groups": ["team"] } """;
    const string Chart = """ "chart": "shop", "repository": "https://charts.example.org", "version": "1.2.3" """;

    static readonly PlatformFacts Platform = new() { Http = new HttpEntry { Domain = "example.org" }, Delivery = DeliveryEngine.Flux, Namespaces = ["listed"] };

    [Theory]
    [InlineData("""{ "tenants": { "a": { TEAM }, "b": { TEAM, "namespaces": ["b1", "b2"] } } }""")]
    [InlineData("""{ "tenants": { "a": { TEAM }, "b": { TEAM, "namespaces": ["a"] } } }""",
        "basecamp:apps.tenants.b.namespaces: has \"a\", which is the namespace of 'a'. A tenant does not share its namespaces: choose another name.")]
    [InlineData("""{ "tenants": { "a": { TEAM, "namespaces": ["velero-system"] } } }""",
        "basecamp:apps.tenants.a.namespaces: has \"velero-system\", which belongs to Kubernetes or the platform. Choose another name.")]
    [InlineData("""{ "tenants": { "a": { TEAM, "namespaces": ["kube-system"] } } }""",
        "basecamp:apps.tenants.a.namespaces: has \"kube-system\", which belongs to Kubernetes or the platform. Choose another name.")]
    [InlineData("""{ "charts": { "shop": { CHART } }, "tenants": { "a": { TEAM, "namespaces": ["shop"] } } }""",
        "basecamp:apps.tenants.a.namespaces: has \"shop\", which is the namespace of 'shop'. A tenant does not share its namespaces: choose another name.")]
    [InlineData("""{ "charts": { "shop": { CHART } }, "tenants": { "shop": { TEAM, "namespaces": ["team"] } } }""", "basecamp:apps.tenants.shop: has the same name as an app. Rename one of the two.")]
    [InlineData("""{ "charts": { "shop": { CHART, "publish": { "host": "x", "port": 80 } } }, "tenants": { "a": { TEAM, "publish": [{ "host": "x", "service": "y", "port": 80 }] } } }""",
        "basecamp:apps.tenants.a.publish[0].host: is \"x\" with the path \"/\", where 'shop' is published already. Change one of the two.")]
    [InlineData("""{ "tenants": { "a": { TEAM, "publish": [{ "host": "x", "service": "y", "port": 80 }] }, "b": { TEAM, "publish": [{ "host": "x", "service": "y", "port": 80 }] } } }""",
        "basecamp:apps.tenants.b.publish[0].host: is \"x\" with the path \"/\", where 'a' is published already. Change one of the two.")]
    [InlineData("""{ "tenants": { "a": { TEAM, "namespaces": ["listed"] } } }""",
        "basecamp:apps.tenants.a.namespaces: has \"listed\", which is the namespace of 'basecamp:platform.namespaces'. A tenant does not share its namespaces: choose another name.")]
    [InlineData("""{ "environment": "staging", "tenants": { "a": { TEAM }, "b": { TEAM, "namespaces": ["a"] } } }""",
        "basecamp:apps.tenants.b.namespaces: has \"a-staging\", which is the namespace of 'a'. A tenant does not share its namespaces: choose another name.")]
    public void Nobody_shares_a_namespace_or_a_host_with_a_tenant(string apps, params string[] findings)
    {
        var json = apps.Replace("TEAM", Team, StringComparison.Ordinal).Replace("CHART", Chart, StringComparison.Ordinal);
        Assert.True(AppsConfiguration.TryParse(json, out var settings, out var form), string.Join('\n', form));
        Assert.Equal(findings, AppsValidation.Validate(settings, Platform, AppsConfiguration.RootPath).Select(problem => problem.ToString()));
    }
}
