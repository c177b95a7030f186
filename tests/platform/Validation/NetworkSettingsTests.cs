using Basecamp.Components.CertManager;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Kyverno;
using Basecamp.Components.Platform;
using Basecamp.Infra.Platform;

namespace Basecamp.Platform.Tests.Validation;

/// <summary>Settings that cannot work are refused before anything is registered; the twin of each works.</summary>
public sealed class NetworkSettingsTests
{
    static readonly ClusterFacts MetalLb = PlatformRun.Ha with { LoadBalancer = LoadBalancerChoice.Metallb };

    static readonly PlatformSettings Good = new()
    {
        Profile = PlatformProfile.Ha,
        Domain = "home.example.com",
        Ingress = new(),
        Certificates = new() { Acme = new() { Email = "me@example.com", Dns01 = new() { Cloudflare = new() { ApiToken = new("x") } } } },
        Cilium = new(),
        Policies = new(),
        NodeCare = new() { Reboots = new(), Upgrades = new(), Rebalance = new() },
    };

    [Fact]
    public void What_the_tests_change_is_right_before() => Assert.Empty(Paths(Good));

    [Fact]
    public void Preserving_client_addresses_is_refused_with_Ciliums_announcements_only()
    {
        var settings = Good with { Ingress = new() { KeepClientAddress = true } };
        Assert.Equal(["basecamp:platform.ingress.keepClientAddress"], Paths(settings));
        Assert.Empty(Paths(settings, MetalLb));
    }

    [Theory]
    [InlineData("192.168.1.205", true)]
    [InlineData("192.168.1.221", false)]
    [InlineData("traefik", false)]
    public void A_stated_address_is_one_of_the_pool(string address, bool accepted) =>
        Assert.Equal(accepted ? [] : ["basecamp:platform.ingress.address"], Paths(Good with { Ingress = new() { Address = address } }));

    [Fact]
    public void An_address_cannot_be_chosen_where_machines_lend_theirs() => Assert.Equal(
        ["basecamp:platform.ingress.address"],
        Paths(Good with { Ingress = new() { Address = "192.168.1.205" } }, PlatformRun.Ha with { LoadBalancer = LoadBalancerChoice.Servicelb, LoadBalancerPool = [] }));

    [Theory]
    [InlineData(IngressChoice.Bundled)]
    [InlineData(IngressChoice.None)]
    public void There_is_one_ingress_controller(IngressChoice choice) =>
        Assert.Equal(["basecamp:platform.ingress"], Paths(Good with { Certificates = null }, PlatformRun.Ha with { Ingress = choice }));

    [Fact]
    public void A_Gateway_needs_one_certificate_for_all_hosts()
    {
        var gateway = Good with { Ingress = new() { Routes = RouteKind.Gateway } };
        Assert.Empty(Paths(gateway));
        Assert.Equal(["basecamp:platform.ingress.routes"], Paths(gateway with { Certificates = new() { Acme = new() { Email = "me@example.com" } } }));
        Assert.Equal(["basecamp:platform.ingress", "basecamp:platform.ingress.routes"], Paths(gateway with { Certificates = null }));
        Assert.Empty(Paths(gateway with { Certificates = new() }));
    }

    [Fact]
    public void Ranges_of_addresses_are_CIDRs() => Assert.Equal(
        ["basecamp:platform.ingress.allowFrom[0]", "basecamp:platform.ingress.trustedProxies[1]"],
        Paths(Good with { Ingress = new() { AllowFrom = ["192.168.1.1"], TrustedProxies = ["10.0.0.0/8", "10.0.0.1/8"] } }));

    [Fact]
    public void A_default_backend_names_a_Service_and_ports() => Assert.Equal(
        ["basecamp:platform.ingress.defaultBackend.namespace", "basecamp:platform.ingress.defaultBackend.port", "basecamp:platform.ingress.defaultBackend.podPort"],
        Paths(Good with { Ingress = new() { DefaultBackend = new() { Namespace = "So_rry", Service = "sorry", Port = 0, PodPort = 70000 } } }));

    [Fact]
    public void Proof_by_HTTP_needs_a_way_in_for_HTTP()
    {
        var byHttp = Good with { Certificates = new() { Acme = new() { Email = "me@example.com" } } };
        Assert.Empty(Paths(byHttp));
        Assert.Equal(["basecamp:platform.certificates.acme"], Paths(byHttp with { Ingress = null }));
    }

    [Fact]
    public void An_authority_needs_a_domain_and_an_address_to_write_to() => Assert.Equal(
        ["basecamp:platform.certificates.acme", "basecamp:platform.certificates.acme.email"],
        Paths(Good with { Domain = null, Ingress = null, Certificates = Good.Certificates! with { Acme = Good.Certificates.Acme! with { Email = "me" } } }));

    [Theory]
    [InlineData("home.example.com", true)]
    [InlineData("https://home.example.com", false)]
    [InlineData("Home.example.com", false)]
    public void A_domain_is_a_name(string domain, bool accepted) => Assert.Equal(accepted ? [] : ["basecamp:platform.domain"], Paths(Good with { Domain = domain }));

    [Fact]
    public void Exactly_one_provider_serves_the_domain()
    {
        Assert.Equal(["basecamp:platform.certificates.acme.dns01"], Paths(With(new Dns01Spec())));
        Assert.Equal(
            ["basecamp:platform.certificates.acme.dns01"],
            Paths(With(new Dns01Spec { Cloudflare = new() { ApiToken = new("x") }, DigitalOcean = new() { Token = new("x") } })));
    }

    [Theory]
    [InlineData("192.168.1.53", true)]
    [InlineData("192.168.1.53:53", false)]
    [InlineData("fd00::53", false)]
    [InlineData("ns1.example.com", false)]
    public void A_nameserver_is_an_address(string nameserver, bool accepted) => Assert.Equal(
        accepted ? [] : ["basecamp:platform.certificates.acme.dns01.rfc2136.nameserver"],
        Paths(With(new Dns01Spec { Rfc2136 = new() { Nameserver = nameserver, KeyName = "k", Key = new("x") } })));

    [Theory]
    [InlineData("shop", true)]
    [InlineData("shop-.*", false)]
    [InlineData("traefik-system", false)]
    public void Copies_of_the_certificate_go_to_named_namespaces(string ns, bool accepted) => Assert.Equal(
        accepted ? [] : ["basecamp:platform.certificates.copyTo[0]"], Paths(Good with { Certificates = Good.Certificates! with { CopyTo = [ns] } }));

    [Fact]
    public void There_is_nothing_to_copy_without_a_wildcard_certificate() =>
        Assert.Equal(["basecamp:platform.certificates.copyTo"], Paths(Good with { Certificates = Good.Certificates! with { Wildcard = false, CopyTo = ["shop"] } }));

    [Fact]
    public void Options_of_Cilium_are_for_Cilium()
    {
        Assert.Equal(["basecamp:platform.cilium"], Paths(Good, MetalLb with { Cni = Cni.Flannel, ReplacesKubeProxy = false }));
        Assert.Equal(["basecamp:platform.cilium.gatewayApi"], Paths(Good with { Cilium = new() { GatewayApi = true } }, MetalLb with { ReplacesKubeProxy = false }));
        Assert.Empty(Paths(Good with { Cilium = new() { GatewayApi = true } }));
    }

    [Theory]
    [InlineData(15, 5, 2, "")]
    [InlineData(3, 1, 0.2, "")]
    [InlineData(5, 5, 2, "leaseDuration")]
    [InlineData(15, 2, 2, "renewDeadline")]
    [InlineData(15, 5, 0.05, "retryPeriod")]
    public void Leases_outlive_their_renewal(double duration, double deadline, double retry, string refused) => Assert.Equal(
        refused.Length == 0 ? [] : [$"basecamp:platform.cilium.announcements.{refused}"],
        Paths(Good with
        {
            Cilium = new()
            {
                Announcements = new()
                {
                    LeaseDuration = TimeSpan.FromSeconds(duration),
                    RenewDeadline = TimeSpan.FromSeconds(deadline),
                    RetryPeriod = TimeSpan.FromSeconds(retry),
                },
            },
        }));

    [Fact]
    public void Rules_fail_closed_only_where_Kyverno_runs_several_times()
    {
        var closed = Good with { Policies = new() { FailClosed = true } };
        Assert.Empty(Paths(closed));
        Assert.Equal(["basecamp:platform.policies.failClosed"], Paths(closed with { Profile = PlatformProfile.Small }));
    }

    [Fact]
    public void A_rule_about_labels_names_labels()
    {
        Assert.Equal(["basecamp:platform.policies.requiredLabels"], Paths(Good with { Policies = new() { RequiredLabels = [] } }));
        Assert.Empty(Paths(Good with { Policies = new() { RequiredLabels = [], Labels = PolicyMode.Off } }));
        // It becomes part of an expression.
        Assert.Equal(["basecamp:platform.policies.requiredLabels[0]"], Paths(Good with { Policies = new() { RequiredLabels = ["team' in {} || 'x"] } }));
    }

    [Fact]
    public void Somebody_signs_and_only_one()
    {
        var key = new SignedImagesSpec { Patterns = ["ghcr.io/me/*"], PublicKey = "-----BEGIN PUBLIC KEY-----" };
        Assert.Empty(Paths(Good with { Policies = new() { SignedImages = key } }));
        Assert.Equal(["basecamp:platform.policies.signedImages"], Paths(Good with { Policies = new() { SignedImages = key with { PublicKey = null } } }));
        Assert.Equal(
            ["basecamp:platform.policies.signedImages"],
            Paths(Good with { Policies = new() { SignedImages = key with { Identity = new() { Issuer = "https://i", Subject = "me" } } } }));
        Assert.Equal(["basecamp:platform.policies.signedImages.patterns"], Paths(Good with { Policies = new() { SignedImages = key with { Patterns = [] } } }));
        Assert.Equal(["basecamp:platform.policies.signedImages.publicKey"], Paths(Good with { Policies = new() { SignedImages = key with { PublicKey = "cosign.pub" } } }));
    }

    [Theory]
    [InlineData("02:00", "05:00", "UTC", "")]
    [InlineData("05:00", "02:00", "UTC", "end")]
    [InlineData("2:00", "05:00", "UTC", "start")]
    [InlineData("02:00", "24:00", "UTC", "end")]
    [InlineData("02:00", "05:00", "Berlin", "timeZone")]
    public void A_window_is_a_part_of_a_day(string start, string end, string zone, string refused) => Assert.Equal(
        refused.Length == 0 ? [] : [$"basecamp:platform.nodeCare.reboots.window.{refused}"],
        Paths(Good with { NodeCare = new() { Reboots = new() { Window = new() { Start = start, End = end, TimeZone = zone } } } }));

    [Fact]
    public void Machines_have_time_to_drain() => Assert.Equal(
        ["basecamp:platform.nodeCare.reboots.lockTtl", "basecamp:platform.nodeCare.upgrades.deadline"],
        Paths(Good with
        {
            NodeCare = new()
            {
                Reboots = new() { LockTtl = TimeSpan.FromMinutes(10), DrainTimeout = TimeSpan.FromMinutes(10) },
                Upgrades = new() { Deadline = TimeSpan.FromMinutes(10) },
            },
        }));

    [Fact]
    public void Containers_are_no_machines() => Assert.Equal(
        ["basecamp:platform.nodeCare.reboots", "basecamp:platform.nodeCare.upgrades"],
        Paths(Good with { Cilium = null }, PlatformRun.Ha with { Provider = MachineProvider.K3d, Cni = Cni.Flannel, ReplacesKubeProxy = false, LoadBalancer = LoadBalancerChoice.Servicelb }));

    [Fact]
    public void No_message_shows_a_secret() => Assert.DoesNotContain(
        Problems(With(new Dns01Spec { Rfc2136 = new() { Nameserver = "nope", KeyName = "k", Key = new("hunter2") } }), PlatformRun.Ha),
        problem => problem.ToString().Contains("hunter2", StringComparison.Ordinal));

    static PlatformSettings With(Dns01Spec dns) => Good with { Certificates = Good.Certificates! with { Acme = Good.Certificates.Acme! with { Dns01 = dns } } };

    static IEnumerable<string> Paths(PlatformSettings settings, ClusterFacts? cluster = null) => Problems(settings, cluster ?? PlatformRun.Ha).Select(problem => problem.Path);

    static IReadOnlyList<Components.Configuration.Problem> Problems(PlatformSettings settings, ClusterFacts cluster) =>
        PlatformRules.Validate(settings, cluster, DeliveryEngine.Pulumi, PlatformConfiguration.RootPath);
}
