using System.Collections.Immutable;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Keda;

public sealed class KedaTests
{
    [Fact]
    public Task Whoever_delivers_the_same_reaches_the_cluster() => SameUnderEveryDelivery.Holds(Declare, charts: 1, "PrometheusRule", "NetworkPolicy");

    [Fact]
    public async Task One_workload_is_spelt_in_two_ways()
    {
        var values = Assert.Single(KubernetesManifests.From(await PlatformRun.Of(Declare)).Charts).Values;
        Assert.Equal(2d, ((ImmutableDictionary<string, object>)values["metricsServer"])["replicaCount"]);
        foreach (var key in new[] { "podDisruptionBudget", "prometheus", "resources" })
        {
            Assert.Contains("metricServer", ((ImmutableDictionary<string, object>)values[key]).Keys);
            Assert.DoesNotContain("metricsServer", ((ImmutableDictionary<string, object>)values[key]).Keys);
        }
    }

    [Fact]
    public async Task Only_its_operator_may_ask_prometheus()
    {
        var policies = KubernetesManifests.From(await PlatformRun.Of(Declare)).Objects.Where(each => each.Name == "keda-to-prometheus").ToList();
        Assert.Equal(["keda-system", "monitoring-system"], policies.Select(each => each.Namespace).Order(StringComparer.Ordinal));
        Assert.Equal("keda-operator", policies.Single(each => each.Namespace == "keda-system").Resource.Input("spec.podSelector.matchLabels.app"));
        var ingress = policies.Single(each => each.Namespace == "monitoring-system").Resource;
        Assert.Equal("keda-operator", ingress.Input("spec.ingress[0].from[0].podSelector.matchLabels.app"));
        Assert.Equal(9090d, ingress.Input("spec.ingress[0].ports[0].port"));
    }

    [Fact]
    public async Task Without_monitoring_there_is_neither_monitor_nor_connection()
    {
        var manifests = KubernetesManifests.From(await PlatformRun.Of(Declare, monitoring: false));
        Assert.DoesNotContain(manifests.Objects, each => each.Name is "keda-to-prometheus" or "allow-monitoring" || each.Kind == "PrometheusRule");
        Assert.Equal(false, Assert.Single(manifests.Charts).Resource.Input("values.prometheus.operator.serviceMonitor.enabled"));
    }

    static void Declare(PlatformContext platform) => _ = new Components.Keda.Keda("keda", new() { Platform = platform });
}
