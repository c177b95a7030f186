using Basecamp.Components.Configuration;
using Basecamp.Components.WebApps;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.WebApps;

/// <summary>A new stateless service is a few lines, and what is missing in them is said in words.</summary>
public sealed class NewServiceTests
{
    [Fact]
    public async Task Image_port_and_host_are_enough_for_everything_a_service_needs()
    {
        var stack = await PlatformRun.Of(platform => _ = new WebApp("shop", new()
        {
            Platform = GivenApps.With(platform),
            Spec = new() { Image = GivenApps.Image, Port = 8080, Host = "shop" },
        }));

        Assert.Equal(
            [
                "ConfigMap shop/shop-dashboard",
                "Deployment shop/shop",
                "Ingress shop/shop-http",
                "LimitRange shop/defaults",
                "Namespace shop",
                "NetworkPolicy shop/allow-dns",
                "NetworkPolicy shop/allow-monitoring",
                "NetworkPolicy shop/default-deny",
                "NetworkPolicy shop/shop-http-from-ingress",
                "NetworkPolicy traefik-system/shop-http-from-ingress",
                "PodDisruptionBudget shop/shop",
                "PrometheusRule shop/shop-alerts",
                "ResourceQuota shop/quota",
                "Service shop/shop",
                "ServiceAccount shop/shop",
                "ServiceMonitor shop/shop",
            ],
            Objects(stack));
        Assert.Empty(stack.Findings(AllGuardrails.All));
        Assert.Empty(stack.Unpublished());
    }

    [Fact]
    public void Everything_that_is_missing_is_said_at_once_with_what_to_write()
    {
        var problems = ProblemsOf(new());
        Assert.Equal(
            [
                "app 'shop'.image: is missing. Write `registry/name:tag@sha256:` and 64 hexadecimal digits; `docker buildx imagetools inspect IMAGE` or "
                    + "`crane digest IMAGE` prints the digest.",
                "app 'shop'.port: is missing. Write the port that the container listens on for HTTP, e.g. `port: 8080`.",
                "app 'shop'.host: is missing. Write the name that it is published at, e.g. `host: shop`, or `internal: true` when only other pods use it.",
            ],
            problems.Select(problem => $"{problem.Path}: {problem.Message}"));
    }

    [Theory]
    [InlineData("registry.example.org/shop:v1", "has no digest: the tag can be moved")]
    [InlineData("registry.example.org/shop", "has no digest: the tag can be moved")]
    [InlineData("registry.example.org/shop@sha256:0f9d1f5ac4a2f1a4bb3a4c9bd9a9e4ed3e4f3a9c2d1b0a99887766554433221a", "has no tag: no one could tell which version runs")]
    [InlineData("registry.example.org/shop:v1@sha256:0f9d", "is not an image with a digest")]
    [InlineData("registry.example.org:5000/shop@sha256:0f9d1f5ac4a2f1a4bb3a4c9bd9a9e4ed3e4f3a9c2d1b0a99887766554433221a", "has no tag")]
    public void An_image_that_may_be_another_one_tomorrow_is_refused(string image, string reason)
    {
        var problem = Assert.Single(ProblemsOf(GivenApps.Shop with { Image = image }));
        Assert.Equal("app 'shop'.image", problem.Path);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.Contains("@sha256:", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, "without root a container listens on a port from 1024 to 65535")]
    [InlineData(70000, "without root a container listens on a port from 1024 to 65535")]
    public void A_port_that_could_not_be_opened_is_refused(int port, string reason) =>
        Assert.Contains(reason, Assert.Single(ProblemsOf(GivenApps.Shop with { Port = port })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_host_where_nothing_is_published_and_one_that_is_internal_are_refused()
    {
        Assert.Contains("this platform publishes nothing", Assert.Single(ProblemsOf(GivenApps.Shop, publishes: false)).Message, StringComparison.Ordinal);
        Assert.Contains("`internal` says that nothing is published", Assert.Single(ProblemsOf(GivenApps.Shop with { Internal = true })).Message, StringComparison.Ordinal);
        Assert.Contains("not below the platform's domain example.org", Assert.Single(ProblemsOf(GivenApps.Shop with { Host = "shop.example.com" })).Message, StringComparison.Ordinal);
        Assert.Empty(ProblemsOf(GivenApps.Shop with { Host = "shop.example.org" }));
        Assert.Empty(ProblemsOf(GivenApps.Shop with { Host = null, Internal = true }, publishes: false));
        Assert.Empty(ProblemsOf(GivenApps.Shop));
    }

    [Fact]
    public async Task The_component_says_the_same_as_the_stack_file()
    {
        var failed = await Assert.ThrowsAsync<ProgramFailedException>(() => GivenApps.Run(new WebAppSpec()));
        var invalid = Assert.IsType<InvalidConfigurationException>(failed.Stack.Errors[0].Exception);
        Assert.Equal(ProblemsOf(new()), invalid.Problems);
    }

    static IReadOnlyList<Problem> ProblemsOf(WebAppSpec spec, bool publishes = true)
    {
        var problems = new Problems("app 'shop'");
        WebAppRules.Check("shop", spec, new(publishes, Scales: true, RollsOut: true, Replicas: 2, Domain: "example.org"), problems);
        return problems.All;
    }

    static IEnumerable<string> Objects(RecordedStack stack) => KubernetesManifests.From(stack).Objects
        .Select(each => each.Namespace is null ? $"{each.Kind} {each.Name}" : $"{each.Kind} {each.Namespace}/{each.Name}")
        .Order(StringComparer.Ordinal);
}
