using Basecamp.Components.CertManager;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.CertManager;

/// <summary>Proves what is asked of cert-manager, not that an authority signs it.</summary>
public sealed class CertManagerTests
{
    const string Token = "the-dns-token";

    static readonly CertificateSpec ByHttp = new() { Acme = new() { Email = "admin@example.org" } };

    static readonly CertificateSpec ByDns = new() { Acme = new() { Email = "admin@example.org", Dns01 = new() { Cloudflare = new() { ApiToken = new(Token) } } } };

    public static TheoryData<string> All => ["own", "http", "dns", "staging", "route53", "rfc2136", "digitalocean", "gateway"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster(string certificates) =>
        await SameUnderEveryDelivery.Holds(platform => Declare(platform, Spec(certificates), Routes(certificates)), charts: 1);

    [Theory]
    [MemberData(nameof(All))]
    public async Task Everything_it_writes_exists_in_the_pinned_version(string certificates) =>
        Assert.Empty((await Run(Spec(certificates), Routes(certificates))).Unpublished());

    [Fact]
    public async Task Without_an_authority_outside_the_clusters_own_signs_the_wildcard_certificate()
    {
        var stack = await Run(new());
        Assert.Equal(["cluster-ca", "selfsigned"], stack.Names("ClusterIssuer"));
        Assert.Equal(["cluster-ca", "wildcard-tls"], stack.Names("Certificate"));
        Assert.Equal("cluster-ca", stack.Field("Certificate", "wildcard-tls", "spec.issuerRef.name"));
        Assert.Equal(["example.org", "*.example.org"], Found.Texts(stack.Field("Certificate", "wildcard-tls", "spec.dnsNames")));
    }

    [Fact]
    public async Task The_root_keeps_its_key_for_ten_years_and_is_forgotten_rather_than_deleted()
    {
        var stack = await Run(new());
        var root = stack.Object("Certificate", "cluster-ca");
        Assert.Equal("Never", root.Input("spec.privateKey.rotationPolicy"));
        Assert.Equal("87600h", root.Input("spec.duration"));
        Assert.Equal(true, root.Input("spec.isCA"));
        Assert.Equal("Prune=confirm,Delete=confirm", root.Input("""metadata.annotations["argocd.argoproj.io/sync-options"]"""));
        Assert.True(root.Options.RetainOnDelete);
        Assert.True(stack.Object("Namespace", "cert-manager-system").Options.RetainOnDelete);
        // What is issued again within minutes is not held on to.
        Assert.False(stack.Object("ClusterIssuer", "cluster-ca").Options.RetainOnDelete);
    }

    [Fact]
    public async Task The_wildcard_certificate_is_copied_to_exactly_the_namespaces_that_serve_it()
    {
        var stack = await Run(new() { CopyTo = ["mail", "shop"] });
        var annotations = stack.Object("Certificate", "wildcard-tls").Input("spec.secretTemplate.annotations");
        Assert.Equal(
            ["reflection-allowed-namespaces: traefik-system,mail,shop", "reflection-allowed: true", "reflection-auto-enabled: true", "reflection-auto-namespaces: traefik-system,mail,shop"],
            ((IEnumerable<KeyValuePair<string, object>>)annotations!).Select(pair => $"{pair.Key.Split('/')[1]}: {pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Proof_by_DNS_gets_the_wildcard_certificate_from_Lets_Encrypt()
    {
        var stack = await Run(ByDns);
        Assert.Equal("letsencrypt", stack.Field("Certificate", "wildcard-tls", "spec.issuerRef.name"));
        Assert.Equal("https://acme-v02.api.letsencrypt.org/directory", stack.Field("ClusterIssuer", "letsencrypt", "spec.acme.server"));
        Assert.Equal("dns01-credentials", stack.Field("ClusterIssuer", "letsencrypt", "spec.acme.solvers[0].dns01.cloudflare.apiTokenSecretRef.name"));
        Assert.Null(stack.Field("ClusterIssuer", "letsencrypt", "spec.acme.solvers[0].http01"));
    }

    [Fact]
    public async Task Staging_signs_with_the_account_of_staging()
    {
        var stack = await Run(Spec("staging"));
        Assert.Equal("letsencrypt-staging", stack.Field("Certificate", "wildcard-tls", "spec.issuerRef.name"));
        Assert.Equal("https://acme-staging-v02.api.letsencrypt.org/directory", stack.Field("ClusterIssuer", "letsencrypt-staging", "spec.acme.server"));
        Assert.Equal("letsencrypt-staging-account", stack.Field("ClusterIssuer", "letsencrypt-staging", "spec.acme.privateKeySecretRef.name"));
    }

    [Fact]
    public async Task Proof_by_HTTP_cannot_have_a_wildcard_certificate()
    {
        var stack = await Run(ByHttp);
        Assert.Equal(["cluster-ca"], stack.Names("Certificate"));
        Assert.Equal("traefik", stack.Field("ClusterIssuer", "letsencrypt", "spec.acme.solvers[0].http01.ingress.ingressClassName"));
    }

    [Fact]
    public async Task A_challenge_by_HTTP_goes_through_the_Gateway_where_routes_do()
    {
        var stack = await Run(ByHttp, RouteKind.Gateway);
        Assert.Equal("traefik", stack.Field("ClusterIssuer", "letsencrypt", "spec.acme.solvers[0].http01.gatewayHTTPRoute.parentRefs[0].name"));
        Assert.Null(stack.Field("ClusterIssuer", "letsencrypt", "spec.acme.solvers[0].http01.ingress"));
    }

    [Theory]
    [InlineData("dns")]
    [InlineData("route53")]
    [InlineData("rfc2136")]
    [InlineData("digitalocean")]
    public async Task The_providers_credentials_are_in_one_Secret_that_is_rendered_nowhere(string provider)
    {
        foreach (var engine in Enum.GetValues<Components.Delivery.DeliveryEngine>())
        {
            var stack = await PlatformRun.Of(platform => Declare(platform, Spec(provider)), engine);
            var secret = Assert.Single(stack.OfType("kubernetes:core/v1:Secret"));
            Assert.True(secret.IsSecret("stringData"));
            Assert.Equal("cluster", secret.Provider!.Name);
            Assert.DoesNotContain(KubernetesManifests.From(stack).Objects, each => each.ToYaml().Contains(Token, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("own", null, "")]
    [InlineData("http", null, "80 443")]
    [InlineData("dns", "https://1.1.1.1/dns-query,https://8.8.8.8/dns-query", "443")]
    [InlineData("rfc2136", "192.168.1.53:53", "443")]
    public async Task It_reaches_the_internet_only_for_what_an_authority_needs(string certificates, string? nameservers, string ports)
    {
        var stack = await Run(Spec(certificates));
        Assert.Equal(nameservers, stack.Value("cert-manager", "dns01RecursiveNameservers"));
        var policies = stack.Names("NetworkPolicy");
        Assert.Equal(ports.Length > 0, policies.Contains("allow-internet"));
        Assert.Equal(certificates == "rfc2136", policies.Contains("allow-nameserver"));
        if (ports.Length > 0)
            Assert.Equal(ports.Split(' '), Ports(stack));
    }

    [Theory]
    [InlineData(PlatformProfile.Small, 1, false)]
    [InlineData(PlatformProfile.Standard, 2, true)]
    [InlineData(PlatformProfile.Ha, 2, true)]
    public async Task Replicas_follow_the_profile(PlatformProfile profile, int replicas, bool hasBudget)
    {
        var stack = await PlatformRun.Of(platform => Declare(platform, new()), profile: profile);
        foreach (var part in new[] { "", "webhook.", "cainjector." })
        {
            Assert.Equal(replicas, Convert.ToInt32(stack.Value("cert-manager", $"{part}replicaCount"), System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(hasBudget, stack.Value("cert-manager", $"{part}podDisruptionBudget.enabled"));
            Assert.Equal(hasBudget, stack.Value("cert-manager", $"{part}topologySpreadConstraints") is not null);
        }
    }

    [Fact]
    public async Task Nothing_reads_metrics_where_there_is_no_monitoring()
    {
        Assert.Equal(["cert-manager-alerts"], (await Run(new())).Names("PrometheusRule"));
        var without = await PlatformRun.Of(platform => Declare(platform, new()), monitoring: false);
        Assert.Empty(without.Names("PrometheusRule"));
        Assert.Equal(false, without.Value("cert-manager", "prometheus.servicemonitor.enabled"));
        Assert.DoesNotContain("allow-monitoring", without.Names("NetworkPolicy"));
    }

    static IEnumerable<string> Ports(RecordedStack stack) =>
        ((System.Collections.Immutable.ImmutableArray<object>)stack.Field("NetworkPolicy", "allow-internet", "spec.egress[0].ports")!)
            .Select(port => $"{((System.Collections.Immutable.ImmutableDictionary<string, object>)port)["port"]}");

    static CertificateSpec Spec(string name) => name switch
    {
        "own" => new(),
        "http" => ByHttp,
        "gateway" => ByHttp,
        "staging" => ByDns with { Acme = ByDns.Acme! with { Environment = AcmeEnvironment.Staging } },
        "route53" => With(new() { Route53 = new() { AccessKeyId = new("AKIA"), SecretAccessKey = new(Token), HostedZoneId = "Z1" } }),
        "rfc2136" => With(new() { Rfc2136 = new() { Nameserver = "192.168.1.53", KeyName = "basecamp", Key = new(Token) } }),
        "digitalocean" => With(new() { DigitalOcean = new() { Token = new(Token) } }),
        _ => ByDns,
    };

    static CertificateSpec With(Dns01Spec dns) => new() { Acme = new() { Email = "admin@example.org", Dns01 = dns } };

    static RouteKind Routes(string name) => name == "gateway" ? RouteKind.Gateway : RouteKind.Ingress;

    static Task<RecordedStack> Run(CertificateSpec certificates, RouteKind routes = RouteKind.Ingress) =>
        PlatformRun.Of(platform => Declare(platform, certificates, routes));

    static void Declare(PlatformContext platform, CertificateSpec certificates, RouteKind routes = RouteKind.Ingress) =>
        _ = new Components.CertManager.CertManager("cert-manager", new() { Platform = platform, Certificates = certificates, Routes = routes });
}
