using Basecamp.Components.Exposure;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Basecamp.Manifests.Reachability;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Ingress;

/// <summary>Proves the objects and the policies, not that a browser gets an answer.</summary>
public sealed class HttpExposureTests
{
    static readonly HttpTarget Target = new(new("monitoring-system", Workload.Named("grafana")), 3000, "grafana", 80);

    static readonly HttpEntry Wildcard = new() { Domain = "example.org" };

    static readonly HttpEntry PerHost = Wildcard with { IssuerPerHost = "letsencrypt" };

    static readonly HttpEntry Gateway = Wildcard with { Routes = RouteKind.Gateway };

    [Fact]
    public async Task An_Ingress_leads_to_the_Service_under_the_wildcard_certificate()
    {
        var stack = await Run(Wildcard);
        Assert.Equal(["grafana-http"], stack.Names("Ingress"));
        var ingress = stack.Object("Ingress", "grafana-http");
        Assert.Equal("monitoring-system", ingress.Input("metadata.namespace"));
        Assert.Equal("grafana.example.org", ingress.Input("spec.rules[0].host"));
        Assert.Equal("grafana", ingress.Input("spec.rules[0].http.paths[0].backend.service.name"));
        Assert.Equal(80.0, ingress.Input("spec.rules[0].http.paths[0].backend.service.port.number"));
        Assert.Equal(["grafana.example.org"], Found.Texts(ingress.Input("spec.tls[0].hosts")));
        Assert.Null(ingress.Input("spec.tls[0].secretName"));
        Assert.Equal("websecure", ingress.Input("""metadata.annotations["traefik.ingress.kubernetes.io/router.entrypoints"]"""));
        Assert.Null(ingress.Input("""metadata.annotations["cert-manager.io/cluster-issuer"]"""));
        Assert.Empty(stack.Names("HTTPRoute"));
    }

    [Fact]
    public async Task Without_a_wildcard_certificate_the_host_gets_its_own_and_its_challenge_is_let_through()
    {
        var stack = await Run(PerHost);
        var ingress = stack.Object("Ingress", "grafana-http");
        Assert.Equal("grafana-http-tls", ingress.Input("spec.tls[0].secretName"));
        Assert.Equal("letsencrypt", ingress.Input("""metadata.annotations["cert-manager.io/cluster-issuer"]"""));
        Assert.Equal(
            ["grafana-http-challenge", "grafana-http-challenge", "grafana-http-from-ingress", "grafana-http-from-ingress"], stack.Names("NetworkPolicy"));
        Assert.Equal(["grafana-http-from-ingress", "grafana-http-from-ingress"], (await Run(Wildcard)).Names("NetworkPolicy"));
    }

    [Fact]
    public async Task A_route_attaches_to_the_Gateways_listener_with_TLS()
    {
        var stack = await Run(Gateway);
        Assert.Empty(stack.Names("Ingress"));
        var route = stack.Object("HTTPRoute", "grafana-http");
        Assert.Equal("traefik", route.Input("spec.parentRefs[0].name"));
        Assert.Equal("traefik-system", route.Input("spec.parentRefs[0].namespace"));
        Assert.Equal("websecure", route.Input("spec.parentRefs[0].sectionName"));
        Assert.Equal("grafana", route.Input("spec.rules[0].backendRefs[0].name"));
        Assert.Null(route.Input("spec.rules[0].filters"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_password_is_asked_where_the_page_asks_for_none_and_is_rendered_nowhere(bool gateway)
    {
        var stack = await PlatformRun.Of(platform => Declare(platform with { Facts = platform.Facts with { Http = gateway ? Gateway : Wildcard } }, password: true), Components.Delivery.DeliveryEngine.Argocd);
        var secret = Assert.Single(stack.OfType("kubernetes:core/v1:Secret"));
        Assert.Equal("kubernetes.io/basic-auth", secret.Input("type"));
        Assert.True(secret.IsSecret("stringData.password") || secret.IsSecret("stringData"));
        Assert.Equal("cluster", secret.Provider!.Name);
        Assert.DoesNotContain(KubernetesManifests.From(stack).Objects, each => each.Kind == "Secret");
        Assert.Equal("grafana-http-login", stack.Field("Middleware", "grafana-http-login", "spec.basicAuth.secret"));
        if (gateway)
            Assert.Equal("grafana-http-login", stack.Field("HTTPRoute", "grafana-http", "spec.rules[0].filters[0].extensionRef.name"));
        else
            Assert.Equal(
                "monitoring-system-grafana-http-login@kubernetescrd",
                stack.Field("Ingress", "grafana-http", """metadata.annotations["traefik.ingress.kubernetes.io/router.middlewares"]"""));
    }

    [Fact]
    public async Task No_password_is_asked_where_the_page_asks_itself()
    {
        var stack = await Run(Wildcard);
        Assert.Empty(stack.OfType("kubernetes:core/v1:Secret"));
        Assert.Empty(stack.Names("Middleware"));
    }

    [Theory]
    [InlineData("wildcard")]
    [InlineData("per host")]
    [InlineData("gateway")]
    public async Task Everything_it_writes_exists_in_the_pinned_versions(string kind)
    {
        var entry = kind switch { "per host" => PerHost, "gateway" => Gateway, _ => Wildcard };
        Assert.Empty((await PlatformRun.Of(platform => Declare(platform with { Facts = platform.Facts with { Http = entry } }, password: true))).Unpublished());
    }

    [Fact]
    public async Task Only_the_ingress_controller_reaches_the_pods_and_only_on_their_port()
    {
        var traefik = new PodGroup("traefik-system", "traefik", HttpEntry.Controller.Labels);
        var grafana = new PodGroup("monitoring-system", "grafana", Target.Pods.Labels, [3000, 80]);
        var neighbour = new PodGroup("traefik-system", "other", new Dictionary<string, string> { ["app"] = "other" });
        var namespaces = new[] { "traefik-system", "monitoring-system" }.ToDictionary(ns => ns, IReadOnlyDictionary<string, string> (_) => new Dictionary<string, string>());
        var model = ReachabilityModel.From(
            KubernetesManifests.From(await Run(Wildcard)), [traefik, grafana, neighbour], PolicyEngine.Cilium, new() { Namespaces = namespaces });
        Assert.True(model.Allows(traefik, grafana, 3000));
        // The Service's port is none of a pod's: policies see where packets end.
        Assert.False(model.Allows(traefik, grafana, 80));
        Assert.False(model.Allows(neighbour, grafana, 3000));
    }

    [Fact]
    public async Task Where_nothing_is_published_there_is_nothing_to_publish()
    {
        var stack = await RecordedStack.TryRunAsync(() =>
        {
            Declare(new() { Delivery = null!, Cluster = PlatformRun.Ha }, password: false);
            return Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?>());
        });
        Assert.Contains("has no ingress or no domain", Assert.Single(stack.Errors).Exception!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grafana", "grafana.example.org")]
    [InlineData("grafana.example.org", "grafana.example.org")]
    [InlineData("example.org", "example.org")]
    [InlineData("myexample.org", "myexample.org.example.org")]
    public void A_host_is_below_the_domain(string host, string expected) => Assert.Equal(expected, Wildcard.NameOf(host));

    static Task<RecordedStack> Run(HttpEntry entry) => PlatformRun.Of(platform => Declare(platform with { Facts = platform.Facts with { Http = entry } }, password: false));

    static void Declare(PlatformContext platform, bool password) =>
        _ = new HttpExposure("grafana-http", new() { Platform = platform, Host = "grafana", Target = Target, RequirePassword = password });
}
