using Basecamp.Components.Clusters;
using Basecamp.Components.Ingress;
using Basecamp.Components.Platform;
using Basecamp.Manifests.Reachability;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Ingress;

/// <summary>Proves what is asked of the chart and which policies let requests through, not that Traefik serves them.</summary>
public sealed class TraefikTests
{
    static readonly IngressSpec Everything = new()
    {
        Routes = RouteKind.Gateway,
        Address = "192.168.1.205",
        AllowFrom = ["192.168.0.0/16"],
        TrustedProxies = ["192.168.1.5/32"],
        DefaultBackend = new() { Namespace = "sorry", Service = "sorry", Port = 80, PodPort = 8080 },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster(bool everything) =>
        await SameUnderEveryDelivery.Holds(platform => Declare(platform, everything ? Everything : new()), charts: 1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_it_writes_exists_in_the_pinned_version(bool everything)
    {
        Assert.Empty((await Run(everything ? Everything : new())).Unpublished());
        Assert.Empty((await PlatformRun.Of(platform => Declare(platform, new()), monitoring: false, profile: PlatformProfile.Small)).Unpublished());
    }

    [Theory]
    [InlineData(null, "30m")]
    [InlineData(2, "2h")]
    [InlineData(0, "0s")]
    public async Task An_upload_may_take_longer_than_traefiks_minute(int? hours, string timeout)
    {
        var stack = await Run(hours is { } given ? new() { UploadTimeout = TimeSpan.FromHours(given) } : new());
        Assert.All(["web", "websecure"], port => Assert.Equal(timeout, stack.Value("traefik", $"ports.{port}.transport.respondingTimeouts.readTimeout")));
    }

    [Fact]
    public async Task Plain_HTTP_is_redirected_and_the_wildcard_certificate_serves_every_host()
    {
        var stack = await Run(new());
        Assert.Equal("websecure", stack.Value("traefik", "ports.web.http.redirections.entryPoint.to"));
        Assert.Equal("https", stack.Value("traefik", "ports.web.http.redirections.entryPoint.scheme"));
        Assert.Equal("wildcard-tls", stack.Value("traefik", "tlsStore.default.defaultCertificate.secretName"));
        Assert.Equal("VersionTLS12", stack.Value("traefik", "tlsOptions.default.minVersion"));
        var without = await PlatformRun.Of(platform => _ = new Traefik("traefik", new() { Platform = platform }));
        Assert.Null(without.Value("traefik", "tlsStore"));
    }

    [Fact]
    public async Task It_is_the_default_class_behind_one_load_balancer()
    {
        var stack = await Run(new());
        Assert.Equal("traefik", stack.Value("traefik", "ingressClass.name"));
        Assert.Equal(true, stack.Value("traefik", "ingressClass.isDefaultClass"));
        Assert.Equal("LoadBalancer", stack.Value("traefik", "service.spec.type"));
        Assert.Equal("Cluster", stack.Value("traefik", "service.spec.externalTrafficPolicy"));
        Assert.Equal("1", stack.Field("ResourceQuota", "quota", """spec.hard["services.loadbalancers"]"""));
        Assert.Equal("Local", (await Run(new() { KeepClientAddress = true })).Value("traefik", "service.spec.externalTrafficPolicy"));
    }

    [Theory]
    [InlineData(LoadBalancerChoice.Cilium, "lbipam.cilium.io/ips")]
    [InlineData(LoadBalancerChoice.Metallb, "metallb.io/loadBalancerIPs")]
    public async Task A_stated_address_is_asked_of_whoever_hands_them_out(LoadBalancerChoice loadBalancer, string annotation)
    {
        var stack = await PlatformRun.Of(
            platform => Declare(platform, new() { Address = "192.168.1.205" }), cluster: PlatformRun.Ha with { LoadBalancer = loadBalancer });
        Assert.Equal("192.168.1.205", stack.Value("traefik", $"service.annotations[\"{annotation}\"]"));
        Assert.Null((await Run(new())).Value("traefik", "service.annotations"));
    }

    [Fact]
    public async Task A_Gateway_exists_only_where_routes_are_asked_for()
    {
        var stack = await Run(new() { Routes = RouteKind.Gateway });
        Assert.Equal(true, stack.Value("traefik", "providers.kubernetesGateway.enabled"));
        Assert.Equal("wildcard-tls", stack.Value("traefik", "gateway.listeners.websecure.certificateRefs[0].name"));
        Assert.Equal(8443.0, stack.Value("traefik", "gateway.listeners.websecure.port"));
        Assert.Null((await Run(new())).Value("traefik", "gateway"));
        Assert.Null((await Run(new())).Value("traefik", "providers.kubernetesGateway"));
    }

    [Theory]
    [InlineData(PlatformProfile.Small, 1, false)]
    [InlineData(PlatformProfile.Ha, 2, true)]
    public async Task Replicas_are_spread_and_guarded_where_there_are_several(PlatformProfile profile, int replicas, bool redundant)
    {
        var stack = await PlatformRun.Of(platform => Declare(platform, new()), profile: profile);
        Assert.Equal((double)replicas, stack.Value("traefik", "deployment.replicas"));
        Assert.Equal(redundant, stack.Value("traefik", "podDisruptionBudget.enabled"));
        Assert.Equal(redundant, stack.Value("traefik", "topologySpreadConstraints") is not null);
        // A preference: two pods must start on one machine when the other is down.
        if (redundant)
            Assert.Equal("ScheduleAnyway", stack.Value("traefik", "topologySpreadConstraints[0].whenUnsatisfiable"));
    }

    [Fact]
    public async Task Everyone_reaches_its_two_ports_and_nobody_else_in_the_namespace_does()
    {
        var traefik = new PodGroup("traefik-system", "traefik", HttpEntry.Controller.Labels, [8000, 8443, 8080, 9100]);
        var stranger = new PodGroup("shop", "web", new Dictionary<string, string> { ["app"] = "web" });
        var internet = ExternalAddresses.Internet();
        foreach (var (cni, engine) in new[] { (Cni.Cilium, PolicyEngine.Cilium), (Cni.Flannel, PolicyEngine.Kubernetes) })
        {
            var stack = await PlatformRun.Of(platform => Declare(platform, new()), cluster: PlatformRun.Ha with { Cni = cni });
            var model = ReachabilityModel.From(KubernetesManifests.From(stack), [traefik, stranger, internet], engine, engine == PolicyEngine.Cilium ? Others : Others with { PodCidrs = ["10.42.0.0/16"] });
            Assert.All(new Endpoint[] { internet, stranger }, from => Assert.True(model.Allows(from, traefik, 8000) && model.Allows(from, traefik, 8443)));
            Assert.All(new Endpoint[] { internet, stranger }, from => Assert.False(model.Allows(from, traefik, 8080) || model.Allows(from, traefik, 9100)));
            Assert.False(model.Allows(traefik, internet, 443));
        }
    }

    [Fact]
    public async Task Unknown_hosts_go_to_the_default_backend_only_where_there_is_one()
    {
        var stack = await Run(Everything);
        Assert.Equal("sorry", stack.Field("Ingress", "default-backend", "spec.defaultBackend.service.name"));
        // Policies know pods' ports, not the Service's.
        Assert.Equal(8080.0, stack.Named("default-backend-from-ingress-ingress").Single().Input("spec.ingress[0].ports[0].port"));
        Assert.Empty((await Run(new())).Names("Ingress"));
    }

    static ReachabilityOptions Others => new() { Namespaces = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["shop"] = new Dictionary<string, string>() } };

    static Task<RecordedStack> Run(IngressSpec ingress) => PlatformRun.Of(platform => Declare(platform, ingress));

    static void Declare(PlatformContext platform, IngressSpec ingress) =>
        _ = new Traefik("traefik", new() { Platform = platform, Ingress = ingress, DefaultCertificate = "wildcard-tls" });
}
