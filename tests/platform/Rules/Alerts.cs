using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Platform.Tests.HelmApps;
using Basecamp.Platform.Tests.Tenants;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Rules;

/// <summary>Every alert of the platform and of apps, and the files that say when they fire.</summary>
static class Alerts
{
    // Each engine brings its own alerts, and so does each network.
    public static readonly Lazy<Task<ImmutableArray<RecordedObject>>> Rendered = new(async () =>
    {
        var rules = new List<RecordedObject>();
        foreach (var engine in Enum.GetValues<DeliveryEngine>())
            rules.AddRange(KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings, engine)).Objects.Where(each => each.Kind == "PrometheusRule"));
        var other = PlatformRun.Ha with { Cni = Cni.Calico, ReplacesKubeProxy = false, LoadBalancer = LoadBalancerChoice.Metallb };
        rules.AddRange(KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings with { Cilium = null }, cluster: other)).Objects.Where(each => each.Kind == "PrometheusRule"));
        foreach (var apps in new[] { await AppsRun.Published(), await AppsRun.Routed() })
            rules.AddRange(KubernetesManifests.From(apps).Objects.Where(each => each.Kind == "PrometheusRule" && !IsOfADatabase(each)));
        var app = await PlatformRun.Of(platform => HelmAppTests.Declare(platform, new() { Chart = "shop", Repository = "https://charts.example.org", Version = "1.2.3", Backup = new() { Schedule = "0 4 * * *" } }, "files"));
        rules.AddRange(KubernetesManifests.From(app).Objects.Where(each => each.Kind == "PrometheusRule"));
        var tenant = await PlatformRun.Of(platform => TenantTests.Declare(platform, new() { Members = new() { Groups = ["team"] } }, "tenant"));
        rules.AddRange(KubernetesManifests.From(tenant).Objects.Where(each => each.Kind == "PrometheusRule"));
        return [.. rules.DistinctBy(rule => rule.ToYaml())];
    });

    // They are those of the platform's cluster, under other names.
    static bool IsOfADatabase(RecordedObject rule) => rule.Name.EndsWith("-db-alerts", StringComparison.Ordinal);

    public static string[] TestFiles => Directory.GetFiles(RepositoryFiles.PathOf("tests/platform/Rules"), "*.yaml");

    public static async Task<IReadOnlyList<ImmutableDictionary<string, object>>> All() => [.. (await Rendered.Value).SelectMany(Of)];

    public static IReadOnlyList<ImmutableDictionary<string, object>> Of(RecordedObject rule) =>
    [
        .. from @group in (ImmutableArray<object>)rule.Resource.Input("spec.groups")!
           from alert in (ImmutableArray<object>)((ImmutableDictionary<string, object>)@group)["rules"]
           where ((ImmutableDictionary<string, object>)alert).ContainsKey("alert")
           select (ImmutableDictionary<string, object>)alert,
    ];
}
