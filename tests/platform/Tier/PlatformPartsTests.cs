using System.Reflection;
using Basecamp.Components.Catalog;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Parts;
using Basecamp.Infra.Platform;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>What parts say about themselves is what they do.</summary>
public sealed class PlatformPartsTests
{
    static readonly ClusterFacts Other = PlatformRun.Ha with { Cni = Cni.Calico, ReplacesKubeProxy = false, LoadBalancer = LoadBalancerChoice.Metallb };

    [Fact]
    public void Every_section_of_the_stack_file_is_that_of_a_part()
    {
        string[] general = ["profile", "domain", "git"];
        var sections = ConfigurationNames.SettingsOf(typeof(PlatformSettings)).Select(ConfigurationNames.Of).Except(general);
        Assert.Equal(
            sections.Order(StringComparer.Ordinal),
            PlatformParts.All.Select(part => part.Section).OfType<string>().Select(section => section.Split('.')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_section_switches_on_the_part_that_names_it()
    {
        foreach (var part in PlatformParts.All.Where(part => part.Section is not null && part.Section is not ("cilium" or "argocd" or "flux")))
        {
            var json = Everything.Json();
            Assert.True(part.IsIn(PlanOf(Everything.Read(json))), part.Name);
            var keys = part.Section!.Split('.');
            ((System.Text.Json.Nodes.JsonObject)keys[..^1].Aggregate((System.Text.Json.Nodes.JsonNode)json, (node, key) => node[key]!)).Remove(keys[^1]);
            Assert.False(part.IsIn(PlanOf(Everything.Read(json))), part.Name);
        }
    }

    [Fact]
    public void Every_chart_of_the_catalog_is_installed_by_exactly_one_part()
    {
        var catalog = typeof(Charts).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(chart => chart.GetValue(null)).OfType<ChartPin>();
        Assert.Equal(
            catalog.Select(chart => chart.Name).Order(StringComparer.Ordinal),
            PlatformParts.All.SelectMany(part => part.Charts).Select(chart => chart.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task A_platform_installs_exactly_the_charts_of_its_parts(DeliveryEngine engine)
    {
        foreach (var (settings, cluster) in new[] { (Everything.Settings, PlatformRun.Ha), (Everything.Settings with { Cilium = null }, Other) })
        {
            var plan = PlatformParts.PlanOf(settings, cluster, engine);
            var installed = (await PlatformRun.OfTier(settings, engine, cluster)).Resources.Select(resource => resource.Resource)
                .OfType<Components.Charts.HelmChart>().Select(chart => chart.Install.Chart.Name);
            Assert.Equal(
                plan.Chosen.SelectMany(part => part.Charts).Select(chart => chart.Name).Order(StringComparer.Ordinal),
                installed.Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void No_two_parts_claim_one_name_namespace_or_host()
    {
        foreach (var (settings, cluster, engine) in new[]
        {
            (Everything.Settings, PlatformRun.Ha, DeliveryEngine.Argocd), (Everything.Settings with { Cilium = null }, Other, DeliveryEngine.Flux),
        })
        {
            var plan = PlatformParts.PlanOf(settings, cluster, engine);
            Assert.Empty(Twice(plan.Chosen.SelectMany(part => part.NamespacesIn(plan))));
            Assert.Empty(Twice(plan.Chosen.SelectMany(part => part.HostsIn(plan))));
        }
        Assert.Empty(Twice(PlatformParts.All.SelectMany(part => part.Names)));
        Assert.Empty(Twice(PlatformParts.All.Select(part => part.Name)));
    }

    [Fact]
    public void Stages_are_complete_before_the_first_part_that_waits_for_them()
    {
        for (var index = 0; index < PlatformParts.All.Length; index++)
        {
            var part = PlatformParts.All[index];
            // Parts of one stage may come after each other.
            Assert.All(part.After.Where(stage => stage != part.Stage), stage =>
            {
                Assert.Contains(PlatformParts.All.Take(index), before => before.Stage == stage);
                Assert.DoesNotContain(PlatformParts.All.Skip(index), later => later.Stage == stage);
            });
        }
    }

    [Fact]
    public async Task Published_hosts_are_those_that_parts_claim()
    {
        var plan = PlanOf(Everything.Settings);
        var routes = KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings)).Objects
            .Where(each => each.Kind is "Ingress" or "HTTPRoute" && each.Name.EndsWith("-http", StringComparison.Ordinal)).Select(each => each.Name);
        Assert.Equal(plan.Chosen.SelectMany(part => part.HostsIn(plan)).Select(host => $"{host}-http").Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
        Assert.NotEmpty(plan.Chosen.SelectMany(part => part.HostsIn(plan)));
    }

    static IEnumerable<string> Twice(IEnumerable<string> claims) => claims.CountBy(claim => claim).Where(claim => claim.Value > 1).Select(claim => claim.Key);

    static PlatformPlan PlanOf(PlatformSettings settings) => PlatformParts.PlanOf(settings, PlatformRun.Ha, DeliveryEngine.Pulumi);
}
