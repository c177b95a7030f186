using Basecamp.Components.Delivery;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Flux;

public sealed class FluxTests
{
    [Fact]
    public async Task It_is_installed_only_when_it_delivers()
    {
        foreach (var engine in Enum.GetValues<DeliveryEngine>())
            Assert.Equal(
                engine == DeliveryEngine.Flux,
                (await PlatformRun.OfTier(Everything.Settings, engine)).Resources.Any(each => each.Type == "basecamp:index:Flux"));
    }

    [Fact]
    public async Task Roots_lead_to_the_platform_and_then_to_the_apps_and_to_every_environment() => Assert.Equal(
        [
            "apps ./gitops/test/apps/kustomizations of basecamp after platform",
            "apps-production ./apps/production of apps-production after platform",
            "apps-staging ./apps/staging of basecamp after platform",
            "platform ./gitops/test/platform/kustomizations of basecamp",
        ],
        Of(await Run(), "Kustomization").Select(root => $"{root.Input("metadata.name")} {root.Input("spec.path")} of {root.Input("spec.sourceRef.name")}"
            + (root.Input("spec.dependsOn[0].name") is string after ? $" after {after}" : "")).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Deleting_a_root_orphans_what_it_applied() =>
        Assert.All(Of(await Run(), "Kustomization"), root => Assert.Equal("Orphan", root.Input("spec.deletionPolicy")));

    [Fact]
    public async Task Repositories_are_read_with_the_credentials_that_the_settings_name()
    {
        var repositories = Of(await Run(), "GitRepository");
        Assert.Equal(
            ["apps-production release", "basecamp main"],
            repositories.Select(each => $"{each.Input("metadata.name")} {each.Input("spec.ref.branch")}").Order(StringComparer.Ordinal));
        Assert.All(repositories, each => Assert.Null(each.Input("spec.secretRef")));
        var withKey = await PlatformRun.Of(platform => _ = new Components.Flux.Flux("flux", new()
        {
            Platform = platform with
            {
                Delivery = PlatformDelivery.Of(
                    null, DeliveryEngine.Flux, new Pulumi.Kubernetes.Provider("other"), "test", "other", new() { Url = "ssh://git@git.example.org/x.git", CredentialsSecret = "git-key" }),
            },
        }), DeliveryEngine.Flux);
        Assert.Equal("git-key", Assert.Single(Of(withKey, "GitRepository")).Input("spec.secretRef.name"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lock_down_can_be_switched_off(bool isOn)
    {
        var values = (await Run(isOn)).Single("kubernetes:helm.sh/v3:Release", "flux");
        Assert.Equal(isOn, values.Input("values.multitenancy.enabled"));
        Assert.Equal(isOn ? "default" : null, values.Input("values.multitenancy.defaultServiceAccount"));
    }

    [Fact]
    public async Task What_the_platform_delivers_works_when_flux_is_locked_down()
    {
        // No reference crosses a namespace, and everything names the account it is applied with.
        var stack = await PlatformRun.OfTier(Everything.Settings, DeliveryEngine.Flux);
        var objects = KubernetesManifests.From(stack).Objects.Where(each => each.ApiVersion.Contains("toolkit.fluxcd.io", StringComparison.Ordinal)).ToList();
        Assert.All(objects, each => Assert.Equal("flux-system", each.Namespace));
        foreach (var release in objects.Where(each => each.Kind == "HelmRelease"))
        {
            Assert.Null(release.Resource.Input("spec.chart.spec.sourceRef.namespace"));
            Assert.Equal("helm-controller", release.Resource.Input("spec.serviceAccountName"));
            Assert.Equal(release.Resource.Input("spec.targetNamespace"), release.Resource.Input("spec.storageNamespace"));
        }
        Assert.All(objects.Where(each => each.Kind == "Kustomization"), each => Assert.Equal("kustomize-controller", each.Resource.Input("spec.serviceAccountName")));
    }

    [Fact]
    public async Task Definitions_stay_when_the_chart_goes() =>
        Assert.Equal("keep", (await Run()).Single("kubernetes:helm.sh/v3:Release", "flux").Input("""values.crds.annotations["helm.sh/resource-policy"]"""));

    static IReadOnlyList<RecordedResource> Of(RecordedStack stack, string kind) =>
        [.. KubernetesManifests.From(stack).Objects.Where(each => each.Kind == kind).Select(each => each.Resource)];

    static Task<RecordedStack> Run(bool lockDown = true) =>
        PlatformRun.Of(platform => _ = new Components.Flux.Flux("flux", new() { Platform = platform, Flux = new() { LockDown = lockDown }, HasApps = true }), DeliveryEngine.Flux);
}
