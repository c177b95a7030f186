using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Infra.Tests.Apps;

/// <summary>Several environments on one cluster, from stacks of the same program.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task Names_namespaces_and_short_hosts_end_with_the_environment()
    {
        var apps = AppsRun.Apps();
        apps["environment"] = "staging";
        apps["services"]!["blog"]!["host"] = "blog.home.example.com";
        var manifests = KubernetesManifests.From(await AppsRun.With(apps)).Objects;
        var namespaces = manifests.Where(each => each.Kind == "Namespace").Select(each => each.Name).ToList();
        Assert.Superset(new HashSet<string>(["shop-staging", "blog-staging", "welcome-staging", "triage-staging", "triage-staging-db-core"]), namespaces.ToHashSet());
        Assert.Equal(
            ["blog.home.example.com", "shop-staging.home.example.com", "triage-staging.home.example.com", "www-staging.home.example.com"],
            manifests.Where(each => each.Kind == "Ingress" && each.Namespace!.EndsWith("-staging", StringComparison.Ordinal))
                .Select(each => each.Resource.Input("spec.rules[0].host")).OfType<string>().Order(StringComparer.Ordinal));
    }

    // Or two stacks would fight about them.
    [Fact]
    public async Task Two_environments_have_no_object_in_common()
    {
        var (staging, production) = (AppsRun.Apps(), AppsRun.Apps());
        staging["environment"] = "staging";
        Assert.Empty((await AppObjects(staging)).Intersect(await AppObjects(production)));
    }

    [Fact]
    public async Task A_name_that_no_host_could_end_with_is_refused()
    {
        var apps = AppsRun.Apps();
        apps["environment"] = "Staging Area";
        var error = Assert.Single((await AppsRun.With(apps)).Errors);
        Assert.Contains("basecamp:apps.environment: is \"Staging Area\"", error.Message, StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<string>> AppObjects(System.Text.Json.Nodes.JsonObject apps)
    {
        var stack = await AppsRun.With(apps);
        Assert.Empty(stack.Errors);
        return [.. KubernetesManifests.From(stack).Objects.Where(each => InApps(each.Resource)).Select(each => each.ToString())];
    }

    static bool InApps(RecordedResource resource) => resource.Type == "basecamp:index:AppsTier" || (resource.Parent is { } parent && InApps(parent));
}
