using System.Collections.Immutable;
using Basecamp.Components.Configuration;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Infra.Tests.Apps;

/// <summary>Apps in a stack of their own, on a platform that another stack owns.</summary>
public sealed class SplitStackTests
{
    static readonly Lazy<Task<RecordedStack>> Platform = new(() => AppsRun.Of(AppsRun.Ha.Where(key => key.Key != "basecamp:apps").ToDictionary(), name: "home"));

    [Fact]
    public async Task A_platform_exports_what_apps_need_and_keeps_secrets_secret()
    {
        var outputs = (await Platform.Value).Outputs;
        Assert.Equal(
            ["apiEndpoint", "clusterFacts", "clusterIdentifier", "delivery", "homelabTopology", "kubeconfig", "nodeNames", "platformFacts", "platformSecrets", "serverToken", "serverUrls"],
            outputs.Keys.Order(StringComparer.Ordinal));
        Assert.True(outputs["platformSecrets"].IsSecret);
        Assert.Equal(
            ["backupAccessKey", "backupSecretKey", "triageToken"],
            ((ImmutableDictionary<string, object>)outputs["platformSecrets"].Value!).Keys.Order(StringComparer.Ordinal));
        var facts = (string)outputs["platformFacts"].Value!;
        Assert.All(
            ((ImmutableDictionary<string, object>)outputs["platformSecrets"].Value!).Values.Cast<string>(), secret => Assert.DoesNotContain(secret, facts, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Apps_alone_are_the_same_objects_as_in_one_stack_with_the_platform()
    {
        var alone = await Alone(await Platform.Value, AppsRun.Ha["basecamp:apps"]);
        Assert.Empty(alone.Errors);
        Assert.DoesNotContain(alone.Resources, resource => resource.Type is "basecamp:index:HomelabTier" or "basecamp:index:PlatformTier");
        var together = await AppsRun.Of(AppsRun.Ha);
        Assert.Equal(Objects(together), Objects(alone));
        Assert.NotEmpty(Objects(alone));
        Assert.True(alone.Single("pulumi:providers:kubernetes", "cluster").IsSecret("kubeconfig"));
    }

    [Theory]
    [InlineData("argocd", "Application", "apps-staging", "spec.sources[0].path", "gitops/staging/apps/applications")]
    [InlineData("flux", "Kustomization", "apps-staging", "spec.path", "./gitops/staging/apps/kustomizations")]
    public async Task Where_git_delivers_a_root_of_its_own_leads_to_its_files(string delivery, string kind, string name, string field, string path)
    {
        var home = await AppsRun.Of(AppsRun.Ha.Where(key => key.Key != "basecamp:apps").Append(new("basecamp:delivery", delivery)).ToDictionary(), name: "home");
        var apps = AppsRun.Apps();
        apps["environment"] = "staging";
        var stack = await Alone(home, apps.ToJsonString(), "staging");
        Assert.Empty(stack.Errors);
        var root = KubernetesManifests.From(stack).Objects.Single(each => each.Kind == kind && each.Name == name).Resource;
        Assert.Equal((path, "cluster"), (root.Input(field), root.Provider!.Name));
        // Neither its units nor their files meet those of the platform's stack.
        Assert.Empty(Names(stack, kind).Intersect(Names(home, kind)));
    }

    static IEnumerable<string> Names(RecordedStack stack, string kind) => KubernetesManifests.From(stack).Objects.Where(each => each.Kind == kind).Select(each => each.Name);

    [Fact]
    public async Task Triage_accepts_the_token_that_the_other_stack_generated()
    {
        var home = await Platform.Value;
        var alone = await Alone(home, AppsRun.Ha["basecamp:apps"]);
        var secret = alone.Single("kubernetes:core/v1:Secret", "triage-secrets");
        Assert.True(secret.IsSecret("stringData"));
        var token = ((ImmutableDictionary<string, object>)home.Outputs["platformSecrets"].Value!)["triageToken"];
        Assert.Equal(token, secret.Input("""stringData["credentials.alertmanager-token"]"""));
        Assert.Equal(token, home.Single("kubernetes:core/v1:Secret", "monitoring-receivers").Input("""stringData["triage-token"]"""));
    }

    [Fact]
    public async Task A_stack_that_exports_no_platform_is_named()
    {
        var problems = Problems(await AppsRun.Of(
            new Dictionary<string, string> { ["basecamp:apps"] = "{}", ["basecamp:platformStack"] = "other", ["basecamp:homelabStack"] = "home" },
            new Dictionary<string, IReadOnlyDictionary<string, object?>> { ["organization/basecamp/home"] = AppsRun.Exported(await Platform.Value) }));
        Assert.Equal(("basecamp:platformStack", true), (Assert.Single(problems).Path, problems[0].Message.StartsWith("names 'other', which exports no platform.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_does_not_suit_the_other_stacks_platform_is_refused_before_anything_is_registered()
    {
        var apps = AppsRun.Apps();
        apps["services"]!["shop"]!["scaling"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "max": 9, "query": "sum(x)", "perReplica": 1 }""");
        var stack = await Alone(await Platform.Value, apps.ToJsonString());
        Assert.Equal("basecamp:apps.services.shop.scaling.query", Assert.Single(Problems(stack)).Path);
        Assert.All(stack.Resources, resource => Assert.Equal("pulumi:pulumi:StackReference", resource.Type));
    }

    [Fact]
    public async Task Apps_without_a_platform_say_how_to_name_one()
    {
        var problems = Problems(await AppsRun.Of(new Dictionary<string, string> { ["basecamp:homelab"] = AppsRun.Ha["basecamp:homelab"], ["basecamp:apps"] = "{}" }));
        Assert.Equal("basecamp:apps", Assert.Single(problems).Path);
        Assert.Contains("`basecamp:platformStack`", problems[0].Message, StringComparison.Ordinal);
    }

    static Task<RecordedStack> Alone(RecordedStack platform, string apps, string name = "apps") => AppsRun.Of(
        new Dictionary<string, string> { ["basecamp:apps"] = apps, ["basecamp:platformStack"] = "home" },
        new Dictionary<string, IReadOnlyDictionary<string, object?>> { ["organization/basecamp/home"] = AppsRun.Exported(platform) },
        name);

    static IReadOnlyList<Problem> Problems(RecordedStack stack) =>
        [.. stack.Errors.Select(error => error.Exception).OfType<InvalidConfigurationException>().SelectMany(invalid => invalid.Problems)];

    static SortedDictionary<string, string> Objects(RecordedStack stack) => new(
        KubernetesManifests.From(stack).Objects.Where(each => InApps(each.Resource)).ToDictionary(each => each.ToString(), each => each.ToYaml()), StringComparer.Ordinal);

    static bool InApps(RecordedResource resource) => resource.Type == "basecamp:index:AppsTier" || (resource.Parent is { } parent && InApps(parent));
}
