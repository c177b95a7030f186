using System.Collections.Immutable;
using System.Text.Json;
using Basecamp.Components.Platform;
using Basecamp.Manifests.Contracts;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;
using YamlDotNet.Serialization;

namespace Basecamp.Platform.Tests.Rollouts;

public sealed class RolloutsTests
{
    [Fact]
    public Task Whoever_delivers_the_same_reaches_the_cluster() => SameUnderEveryDelivery.Holds(Declare, charts: 1, "PrometheusRule", "NetworkPolicy");

    [Fact]
    public async Task Everything_it_declares_exists_in_what_is_published() => Assert.Empty((await PlatformRun.Of(Declare)).Unpublished());

    [Fact]
    public async Task Its_definitions_are_applied_apart_and_of_the_version_that_the_chart_runs()
    {
        Assert.Equal(false, (await PlatformRun.Of(Declare)).Value("argo-rollouts", "installCRDs"));
        var facts = File.ReadAllText(RepositoryFiles.PathOf("tests/contracts/workloads/argo-rollouts.txt"));
        var definitions = Assert.Single(Components.Rollouts.Rollouts.Crds);
        Assert.Contains($"quay.io/argoproj/argo-rollouts:{definitions.Version}\n", facts, StringComparison.Ordinal);
        Assert.Equal(5, definitions.Paths.Length);
    }

    [Fact]
    public async Task Two_controllers_stay_apart_and_one_is_alone()
    {
        var ha = await PlatformRun.Of(Declare);
        Assert.Equal((2d, true, 1d), (ha.Value("argo-rollouts", "controller.replicas"), ha.Value("argo-rollouts", "controller.pdb.enabled"),
            ha.Value("argo-rollouts", "controller.pdb.maxUnavailable")));
        Assert.NotNull(ha.Value("argo-rollouts", "controller.topologySpreadConstraints"));
        var small = await PlatformRun.Of(platform => Declare(platform with { Facts = platform.Facts with { Profile = PlatformProfile.Small } }));
        Assert.Equal((1d, false), (small.Value("argo-rollouts", "controller.replicas"), small.Value("argo-rollouts", "controller.pdb.enabled")));
        Assert.Null(small.Value("argo-rollouts", "controller.topologySpreadConstraints"));
    }

    [Fact]
    public async Task It_has_neither_a_dashboard_nor_rights_over_what_is_not_here()
    {
        var stack = await PlatformRun.Of(Declare);
        foreach (var off in (string[])["dashboard.enabled", "providerRBAC.enabled", "providerRBAC.providers.gatewayAPI"])
            Assert.Equal(false, stack.Value("argo-rollouts", off));
    }

    [Fact]
    public async Task The_controller_reaches_the_api_and_prometheus_and_is_reached_by_prometheus_alone()
    {
        var stack = await PlatformRun.Of(Declare);
        const string Controller = "{app.kubernetes.io/name=argo-rollouts}";
        const string Prometheus = "{app.kubernetes.io/name=prometheus}";
        Assert.Equal(
            [
                "allow-api-server: kube-apiserver 6443", "allow-dns: kube-system{k8s-app=kube-dns} 53,53",
                $"argo-rollouts-to-prometheus: {Controller} monitoring-system{Prometheus} 9090",
            ],
            stack.Egress("argo-rollouts-system"));
        Assert.Equal([$"allow-monitoring: monitoring-system{Prometheus} 8090"], stack.Ingress("argo-rollouts-system"));
        Assert.Equal([$"argo-rollouts-to-prometheus: {Prometheus} argo-rollouts-system{Controller} 9090"], stack.Ingress("monitoring-system"));
    }

    [Fact]
    public async Task Without_monitoring_there_is_neither_monitor_nor_connection_nor_alert()
    {
        var stack = await PlatformRun.Of(Declare, monitoring: false);
        Assert.DoesNotContain(KubernetesManifests.From(stack).Objects, each => each.Name is "argo-rollouts-to-prometheus" or "allow-monitoring" || each.Kind == "PrometheusRule");
        Assert.Equal((false, false), (stack.Value("argo-rollouts", "controller.metrics.enabled"), stack.Value("argo-rollouts", "controller.metrics.serviceMonitor.enabled")));
    }

    [Fact]
    public void The_example_has_only_fields_that_exist_and_asks_the_platforms_prometheus()
    {
        var page = File.ReadAllText(RepositoryFiles.PathOf("docs/platform/rollouts.md"));
        var objects = page.Split("```yaml\n")[1].Split("```")[0].Split("---\n").Select(Parse).ToList();
        Assert.Equal(["AnalysisTemplate", "Rollout"], objects.Select(each => (string)each["kind"]));
        var kinds = ObjectContracts.Load(RepositoryFiles.PathOf("tests/contracts/crds"));
        foreach (var each in objects)
            Assert.Empty(kinds.Check((string)each["apiVersion"], (string)each["kind"], each));
        Assert.Contains($"address: {Components.Monitoring.MonitoringStack.PrometheusUrl}\n", page, StringComparison.Ordinal);
        Assert.NotEmpty(kinds.Check("argoproj.io/v1alpha1", "Rollout", Parse(page.Split("---\n")[1].Split("```")[0].Replace("setWeight", "setWeights", StringComparison.Ordinal))));
    }

    static void Declare(PlatformContext platform) => _ = new Components.Rollouts.Rollouts("argo-rollouts", new() { Platform = platform });

    static ImmutableDictionary<string, object> Parse(string yaml) => (ImmutableDictionary<string, object>)Value(JsonSerializer.SerializeToElement(
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<string, object>>(yaml)))!;

    // As a recording holds it: numbers as double.
    static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToImmutableDictionary(each => each.Name, each => Value(each.Value)!),
        JsonValueKind.Array => element.EnumerateArray().Select(each => Value(each)!).ToImmutableArray(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => element.GetString(),
    };
}
