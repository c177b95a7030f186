using System.Collections.Immutable;
using Basecamp.Components.ArgoCd;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Manifests.Yaml;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.ArgoCd;

public sealed class ArgoCdTests
{
    [Fact]
    public async Task It_is_installed_only_when_it_delivers()
    {
        foreach (var engine in Enum.GetValues<DeliveryEngine>())
            Assert.Equal(
                engine == DeliveryEngine.Argocd,
                (await PlatformRun.OfTier(Everything.Settings, engine)).Resources.Any(each => each.Type == "basecamp:index:ArgoCd"));
    }

    [Fact]
    public async Task Pulumi_starts_it_and_then_leaves_it_to_itself()
    {
        var stack = await Run();
        var release = stack.Single("kubernetes:helm.sh/v3:Release", "argocd");
        Assert.Equal(["values", "version"], release.Options.IgnoreChanges);

        var self = Application(stack, "argo-cd");
        var source = (ImmutableDictionary<string, object>)((ImmutableArray<object>)self.Input("spec.sources")!)[0];
        var helm = (ImmutableDictionary<string, object>)source["helm"];
        Assert.Equal(
            (release.Input("chart"), release.Input("version"), release.Input("name"), release.Input("namespace")),
            (source["chart"], source["targetRevision"], helm["releaseName"], helm["namespace"]));
        Assert.Equal(
            CanonicalYaml.Write((ImmutableDictionary<string, object>)release.Inputs["values"]),
            CanonicalYaml.Write((ImmutableDictionary<string, object>)helm["valuesObject"]));
    }

    [Fact]
    public async Task Bootstrap_comes_from_pulumi_and_brings_the_other_roots_in_waves()
    {
        var stack = await Run();
        Assert.Equal(
            ["apps wave 2 from gitops/test/apps/applications", "argo-cd wave 0 from the chart", "bootstrap wave 0 from gitops/test/bootstrap/applications", "platform wave 1 from gitops/test/platform/applications"],
            Applications(stack).Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal("cluster", Application(stack, "bootstrap").Provider!.Name);
        foreach (var rendered in new[] { "argo-cd", "platform", "apps" })
            Assert.Equal(".rendered/gitops/test/bootstrap/applications", Application(stack, rendered).Provider!.Input("renderYamlToDirectory"));
    }

    [Fact]
    public async Task Without_apps_and_environments_there_is_neither_a_root_nor_a_set_of_applications()
    {
        var stack = await PlatformRun.Of(platform => Declare(platform with { Delivery = WithoutEnvironments() }, hasApps: false), DeliveryEngine.Argocd);
        Assert.DoesNotContain(Applications(stack), each => Name(each) == "apps");
        Assert.DoesNotContain(KubernetesManifests.From(stack).Objects, each => each.Kind == "ApplicationSet");

        static PlatformDelivery WithoutEnvironments() => PlatformDelivery.Of(
            null, DeliveryEngine.Argocd, new Pulumi.Kubernetes.Provider("other"), "test", "other", PlatformRun.Git with { Environments = [] });
    }

    [Fact]
    public async Task No_root_can_take_what_runs_along()
    {
        foreach (var application in Applications(await Run()))
        {
            Assert.Null(application.Input("metadata.finalizers"));
            Assert.Equal("Prune=confirm,Delete=confirm", application.Input("""metadata.annotations["argocd.argoproj.io/sync-options"]"""));
            Assert.Equal((true, true, false), (application.Input("spec.syncPolicy.automated.prune"), application.Input("spec.syncPolicy.automated.selfHeal"), application.Input("spec.syncPolicy.automated.allowEmpty")));
            Assert.Contains("ServerSideApply=true", (ImmutableArray<object>)application.Input("spec.syncPolicy.syncOptions")!);
        }
    }

    [Fact]
    public async Task An_application_set_makes_one_app_of_every_directory_of_every_environment()
    {
        var set = Assert.Single(KubernetesManifests.From(await Run()).Objects, each => each.Kind == "ApplicationSet").Resource;
        Assert.Equal(
            ["staging apps/staging main", "production apps/production release"],
            from element in (ImmutableArray<object>)set.Input("spec.generators[0].matrix.generators[0].list.elements")!
            let map = (ImmutableDictionary<string, object>)element
            select $"{map["environment"]} {map["directory"]} {map["revision"]}");
        Assert.Equal("2", set.Input("""metadata.annotations["argocd.argoproj.io/sync-wave"]"""));
        Assert.Equal("{{.directory}}/*", set.Input("spec.generators[0].matrix.generators[1].git.directories[0].path"));
        Assert.Equal((true, "create-update"), (set.Input("spec.syncPolicy.preserveResourcesOnDeletion"), set.Input("spec.syncPolicy.applicationsSync")));
        Assert.Equal("{{.path.basename}}-{{.environment}}", set.Input("spec.template.spec.destination.namespace"));
    }

    [Fact]
    public async Task Apps_of_environments_may_not_touch_the_platform()
    {
        var projects = KubernetesManifests.From(await Run()).Objects.Where(each => each.Kind == "AppProject").ToDictionary(each => each.Name, each => each.Resource);
        Assert.Equal(["apps", "bootstrap", "environments", "platform"], projects.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["*", "!*-system", "!*-core", "!kube-*"],
            ((ImmutableArray<object>)projects["environments"].Input("spec.destinations")!).Select(each => ((ImmutableDictionary<string, object>)each)["namespace"]));
        Assert.Equal("Namespace", projects["environments"].Input("spec.clusterResourceWhitelist[0].kind"));
        Assert.Equal("*", projects["platform"].Input("spec.clusterResourceWhitelist[0].kind"));
    }

    [Fact]
    public async Task Waves_wait_for_applications_because_their_health_is_known_again()
    {
        var values = (ImmutableDictionary<string, object>)(await Run()).Single("kubernetes:helm.sh/v3:Release", "argocd").Inputs["values"];
        var settings = (ImmutableDictionary<string, object>)((ImmutableDictionary<string, object>)values["configs"])["cm"];
        Assert.Contains("operationState", (string)settings["resource.customizations.health.argoproj.io_Application"], StringComparison.Ordinal);
        var parameters = (ImmutableDictionary<string, object>)((ImmutableDictionary<string, object>)values["configs"])["params"];
        Assert.Equal(
            ["applicationsetcontroller.policy: create-update", "controller.diff.server.side: true", "server.insecure: True"],
            parameters.Select(each => $"{each.Key}: {each.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_hook_job_makes_the_password_of_redis()
    {
        var stack = await Run();
        Assert.Equal(false, stack.Single("kubernetes:helm.sh/v3:Release", "argocd").Input("values.redisSecretInit.enabled"));
        var secret = stack.Single("kubernetes:core/v1:Secret", "argo-cd-redis");
        Assert.True(secret.IsSecret("stringData.auth"));
        Assert.Equal("argocd-redis", secret.Input("metadata.name"));
    }

    [Fact]
    public async Task Single_sign_on_reads_its_secret_by_reference()
    {
        var stack = await Run(new() { Admin = false, Oidc = Everything.Settings.Argocd!.Oidc });
        var values = CanonicalYaml.Write((ImmutableDictionary<string, object>)stack.Single("kubernetes:helm.sh/v3:Release", "argocd").Inputs["values"]);
        Assert.Contains("clientSecret: $argocd-oidc:clientSecret", values, StringComparison.Ordinal);
        Assert.Contains("g, admins, role:admin", values, StringComparison.Ordinal);
        Assert.Contains("admin.enabled: false", values, StringComparison.Ordinal);
        Assert.DoesNotContain("the-oidc-secret", values, StringComparison.Ordinal);
        Assert.Equal("argocd", stack.Single("kubernetes:core/v1:Secret", "argo-cd-oidc").Input("""metadata.labels["app.kubernetes.io/part-of"]"""));
    }

    static string Describe(RecordedResource application)
    {
        var source = (ImmutableDictionary<string, object>)((ImmutableArray<object>)application.Input("spec.sources")!)[0];
        return $"{Name(application)} wave {application.Input("""metadata.annotations["argocd.argoproj.io/sync-wave"]""")} from {source.GetValueOrDefault("path", "the chart")}";
    }

    static IEnumerable<RecordedResource> Applications(RecordedStack stack) =>
        KubernetesManifests.From(stack).Objects.Where(each => each.Kind == "Application").Select(each => each.Resource);

    static RecordedResource Application(RecordedStack stack, string name) => Applications(stack).Single(each => Name(each) == name);

    static string Name(RecordedResource resource) => (string)resource.Input("metadata.name")!;

    static Task<RecordedStack> Run(ArgoCdSpec? spec = null) => PlatformRun.Of(platform => Declare(platform, spec), DeliveryEngine.Argocd);

    static void Declare(PlatformContext platform, ArgoCdSpec? spec = null, bool hasApps = true) =>
        _ = new Components.ArgoCd.ArgoCd("argo-cd", new() { Platform = platform, ArgoCd = spec ?? new(), HasApps = hasApps });
}
