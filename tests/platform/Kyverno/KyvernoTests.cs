using System.Collections.Immutable;
using Basecamp.Components.Kyverno;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Kyverno;

/// <summary>Proves the objects; what the rules decide, <see cref="PolicyDecisionTests"/> proves. That Kyverno reads both alike, nothing here does.</summary>
public sealed class KyvernoTests
{
    static readonly PolicySpec Enforced = new()
    {
        Images = PolicyMode.Enforce,
        Resources = PolicyMode.Enforce,
        NonRoot = PolicyMode.Enforce,
        HostAccess = PolicyMode.Enforce,
        Labels = PolicyMode.Enforce,
        FailClosed = true,
        ExemptNamespaces = ["legacy"],
        SignedImages = new() { Patterns = ["ghcr.io/my-org/*"], Mode = PolicyMode.Enforce, Identity = new() { Issuer = "https://issuer.example.org", Subject = "^me$" } },
    };

    static readonly PolicySpec Signed = new() { SignedImages = new() { Patterns = ["ghcr.io/my-org/*"], PublicKey = "-----BEGIN PUBLIC KEY-----" } };

    static readonly PolicySpec Off = new()
    {
        Images = PolicyMode.Off,
        Resources = PolicyMode.Off,
        NonRoot = PolicyMode.Off,
        HostAccess = PolicyMode.Off,
        Labels = PolicyMode.Off,
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_delivers_the_same_objects_and_charts_reach_the_cluster(bool enforced) =>
        await SameUnderEveryDelivery.Holds(platform => Declare(platform, enforced ? Enforced : new()), charts: 1);

    [Theory]
    [InlineData("defaults")]
    [InlineData("enforced")]
    [InlineData("signed")]
    [InlineData("off")]
    public async Task Everything_it_writes_exists_in_the_pinned_version(string spec)
    {
        Assert.Empty((await Run(Spec(spec))).Unpublished());
        Assert.Empty((await PlatformRun.Of(platform => Declare(platform, Spec(spec)), monitoring: false, profile: PlatformProfile.Small)).Unpublished());
    }

    [Fact]
    public async Task By_default_five_rules_report_and_none_refuses()
    {
        var stack = await Run(new());
        Assert.Equal(["no-host-access", "non-root", "pinned-images", "required-labels", "stated-resources"], stack.Names("ValidatingPolicy"));
        Assert.Empty(stack.Names("ImageValidatingPolicy"));
        foreach (var policy in stack.Names("ValidatingPolicy"))
        {
            Assert.Equal(["Audit"], Found.Texts(stack.Field("ValidatingPolicy", policy, "spec.validationActions")));
            Assert.Equal("Ignore", stack.Field("ValidatingPolicy", policy, "spec.failurePolicy"));
        }
        Assert.Equal(true, stack.Value("kyverno", "features.forceFailurePolicyIgnore.enabled"));
    }

    [Fact]
    public async Task What_is_enforced_and_fails_closed_is_refused_while_Kyverno_is_away()
    {
        var stack = await Run(Enforced);
        foreach (var policy in stack.Names("ValidatingPolicy"))
        {
            Assert.Equal(["Deny"], Found.Texts(stack.Field("ValidatingPolicy", policy, "spec.validationActions")));
            Assert.Equal("Fail", stack.Field("ValidatingPolicy", policy, "spec.failurePolicy"));
        }
        Assert.Equal(false, stack.Value("kyverno", "features.forceFailurePolicyIgnore.enabled"));
        var mixed = await Run(Enforced with { Labels = PolicyMode.Audit });
        Assert.Equal("Ignore", mixed.Field("ValidatingPolicy", "required-labels", "spec.failurePolicy"));
    }

    [Fact]
    public async Task A_rule_that_is_off_does_not_exist() => Assert.Empty((await Run(Off)).Names("ValidatingPolicy"));

    [Fact]
    public async Task The_webhook_never_hears_of_what_the_cluster_needs_to_start()
    {
        var stack = await Run(Enforced);
        var selectors = new[]
        {
            stack.Value("kyverno", "config.webhooks.namespaceSelector.matchExpressions"),
            stack.Field("ValidatingPolicy", "non-root", "spec.matchConstraints.namespaceSelector.matchExpressions"),
        };
        Assert.All(selectors, selector => Assert.Equal(
            [
                "kubernetes.io/metadata.name NotIn kube-system,kube-public,kube-node-lease,kyverno-system,calico-system,argocd-system,flux-system,legacy",
                "basecamp.io/tier NotIn system",
            ],
            ((ImmutableArray<object>)selector!).Select(Shown)));
        Assert.Equal(true, stack.Value("kyverno", "config.excludeKyvernoNamespace"));
    }

    [Fact]
    public async Task Every_controller_of_the_platform_is_exempt_and_no_service_of_apps_is()
    {
        var stack = await PlatformRun.OfTier(new()
        {
            Profile = PlatformProfile.Ha,
            Domain = "example.org",
            Ingress = new(),
            Certificates = new(),
            Policies = Enforced,
            NodeCare = new() { Reboots = new(), Upgrades = new(), Rebalance = new() },
        });
        Assert.All(
            KubernetesManifests.From(stack).Objects.Where(each => each.Kind == "Namespace"),
            ns => Assert.Equal("system", ns.Resource.Input("""metadata.labels["basecamp.io/tier"]""")));
    }

    [Theory]
    [InlineData(PlatformProfile.Small, 1, 1)]
    [InlineData(PlatformProfile.Ha, 3, 2)]
    public async Task Requests_wait_for_three_and_everything_else_runs_twice(PlatformProfile profile, int admission, int others)
    {
        var stack = await PlatformRun.Of(platform => Declare(platform, new()), profile: profile);
        Assert.Equal((double)admission, stack.Value("kyverno", "admissionController.replicas"));
        foreach (var controller in new[] { "background", "cleanup", "reports" })
            Assert.Equal((double)others, stack.Value("kyverno", $"{controller}Controller.replicas"));
    }

    [Theory]
    [InlineData("signed", true)]
    [InlineData("defaults", false)]
    public async Task It_reaches_the_internet_only_to_look_up_signatures(string spec, bool reaches) =>
        Assert.Equal(reaches, (await Run(Spec(spec))).Names("NetworkPolicy").Contains("allow-internet"));

    [Fact]
    public async Task Signatures_are_of_the_key_or_the_identity_that_was_given()
    {
        var key = await Run(Signed);
        Assert.Equal("-----BEGIN PUBLIC KEY-----", key.Field("ImageValidatingPolicy", "signed-images", "spec.attestors[0].cosign.key.data"));
        Assert.Null(key.Field("ImageValidatingPolicy", "signed-images", "spec.attestors[0].cosign.keyless"));
        var identity = await Run(Enforced);
        Assert.Equal("^me$", identity.Field("ImageValidatingPolicy", "signed-images", "spec.attestors[0].cosign.keyless.identities[0].subjectRegExp"));
        Assert.Null(identity.Field("ImageValidatingPolicy", "signed-images", "spec.attestors[0].cosign.key"));
    }

    [Fact]
    public async Task Rules_come_after_Kyverno_and_after_everything_that_they_might_refuse()
    {
        var stack = await PlatformRun.OfTier(new() { Domain = "example.org", Ingress = new(), Certificates = new(), Policies = new() });
        var before = stack.Object("ValidatingPolicy", "non-root").AllDependencies();
        Assert.All(new[] { "cilium", "traefik", "cert-manager", "kyverno" }, release => Assert.Contains(stack.Single("kubernetes:helm.sh/v3:Release", release), before));
    }

    static string Shown(object expression)
    {
        var map = (ImmutableDictionary<string, object>)expression;
        return $"{map["key"]} {map["operator"]} {string.Join(',', Found.Texts(map["values"]))}";
    }

    static PolicySpec Spec(string name) => name switch { "enforced" => Enforced, "signed" => Signed, "off" => Off, _ => new() };

    static Task<RecordedStack> Run(PolicySpec policies) => PlatformRun.Of(platform => Declare(platform, policies));

    static void Declare(PlatformContext platform, PolicySpec policies)
    {
        var kyverno = new Components.Kyverno.Kyverno("kyverno", new() { Platform = platform, Policies = policies });
        _ = new KyvernoPolicies("policies", new() { Platform = platform, Policies = policies, After = [kyverno] });
    }
}
