using System.Text.Json.Nodes;
using Basecamp.Components.Configuration;

namespace Basecamp.Infra.Tests.Apps;

/// <summary>What two apps, or an app and the platform, must not have both.</summary>
public sealed class NameRulesTests
{
    const string Image = "registry.example.org/shop:v1@sha256:0f9d1f5ac4a2f1a4bb3a4c9bd9a9e4ed3e4f3a9c2d1b0a99887766554433221a";

    [Theory]
    [InlineData("shop2", """{ "host": "shop" }""", "services.shop2.host", "where 'shop' is published already")]
    [InlineData("shop2", """{ "host": "shop.DOMAIN" }""", "services.shop2.host", "where 'shop' is published already")]
    [InlineData("traffic", """{ "host": "hubble" }""", "services.traffic.host", "where 'hubble-ui' is published already")]
    [InlineData("traffic", """{ "host": "hubble.DOMAIN", "path": "/mine" }""", "services.traffic.host", "where 'hubble-ui' is published already")]
    [InlineData("pager", """{ "host": "triage" }""", "services.pager.host", "where 'triage' is published already")]
    [InlineData("other", """{ "host": "other", "catchAll": true }""", "services.other.catchAll", "'welcome' answers for unknown hosts already")]
    [InlineData("loki-system", """{ "host": "logs" }""", "services.loki-system", "belongs to Kubernetes or the platform")]
    [InlineData("web", """{ "host": "web", "namespace": "kube-system" }""", "services.web.namespace", "belongs to Kubernetes or the platform")]
    [InlineData("triage", """{ "host": "pager" }""", "services.triage", "has the same name as the on-call service")]
    [InlineData("triage-db", """{ "host": "db" }""", "services.triage-db", "has the same name as triage's database")]
    public async Task A_clash_is_refused(string name, string settings, string path, string message)
    {
        var problem = Assert.Single(await Problems(name, settings), problem => problem.Path == $"basecamp:apps.{path}");
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop2", """{ "host": "shop", "path": "/two" }""")]
    [InlineData("web", """{ "host": "web", "namespace": "shop" }""")]
    public async Task What_only_looks_alike_is_fine(string name, string settings) => Assert.Empty(await Problems(name, settings));

    [Fact]
    public async Task A_namespace_that_the_platform_creates_is_not_created_again()
    {
        const string Namespaces = """{ "namespaces": [{ "name": "web" }] }""";
        Assert.Contains("Write `namespace: web` to live in that one", Assert.Single(await Problems("web", """{ "host": "web" }""", Namespaces)).Message, StringComparison.Ordinal);
        Assert.Empty(await Problems("site", """{ "host": "web", "namespace": "web" }""", Namespaces));
    }

    [Fact]
    public async Task Unknown_hosts_are_answered_by_the_platform_or_by_an_app() => Assert.Contains(
        "`basecamp:platform.ingress.defaultBackend` answers for unknown hosts already",
        Assert.Single(await Problems("web", """{ "host": "web" }""", """{ "ingress": { "defaultBackend": { "namespace": "x", "service": "y" } } }""")).Message,
        StringComparison.Ordinal);

    static async Task<IReadOnlyList<Problem>> Problems(string name, string settings, string platform = "{}")
    {
        var domain = (string)JsonNode.Parse(AppsRun.Ha["basecamp:platform"])!["domain"]!;
        var (apps, spec) = (AppsRun.Apps(), (JsonObject)JsonNode.Parse(settings.Replace("DOMAIN", domain, StringComparison.Ordinal))!);
        (spec["image"], spec["port"]) = (Image, 8080);
        apps["services"]![name] = spec;
        var changed = (JsonObject)JsonNode.Parse(AppsRun.Ha["basecamp:platform"])!;
        foreach (var (key, value) in (JsonObject)JsonNode.Parse(platform)!)
            changed[key] = value?.DeepClone();
        var stack = await AppsRun.Of(new Dictionary<string, string>(AppsRun.Ha) { ["basecamp:apps"] = apps.ToJsonString(), ["basecamp:platform"] = changed.ToJsonString() });
        return [.. stack.Errors.Select(error => error.Exception).OfType<InvalidConfigurationException>().SelectMany(invalid => invalid.Problems)];
    }
}
