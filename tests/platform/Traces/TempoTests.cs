using System.Collections.Immutable;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Basecamp.Components.Traces;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Traces;

public sealed class TempoTests
{
    [Fact]
    public Task Whoever_delivers_the_same_reaches_the_cluster() =>
        SameUnderEveryDelivery.Holds(platform => Declare(platform, GivenStores.Nas()), charts: 2, "PrometheusRule", "ConfigMap", "NetworkPolicy");

    [Fact]
    public async Task Apps_send_to_the_collector_and_the_collector_to_tempo()
    {
        var collector = await Chart("opentelemetry-collector");
        Assert.Equal("tempo:4317", collector.Input("""values.alternateConfig.exporters["otlp/tempo"].endpoint"""));
        Assert.Equal("otlp", Assert.Single((ImmutableArray<object>)collector.Input("values.alternateConfig.service.pipelines.traces.receivers")!));
        Assert.Equal("otlp/tempo", Assert.Single((ImmutableArray<object>)collector.Input("values.alternateConfig.service.pipelines.traces.exporters")!));
        Assert.Equal("otelcol-k8s", collector.Input("values.command.name"));
    }

    [Fact]
    public async Task The_collector_has_no_receiver_exporter_or_pipeline_that_nobody_uses()
    {
        var collector = await Chart("opentelemetry-collector");
        // The chart would merge this with its own: Jaeger, Zipkin, a Prometheus of its own, logs and metrics that go nowhere.
        Assert.Null(collector.Input("values.config"));
        Assert.Equal(["otlp"], Keys(collector, "receivers"));
        Assert.Equal(["otlp/tempo"], Keys(collector, "exporters"));
        Assert.Equal(["traces"], Keys(collector, "service.pipelines"));
        // What is declared is used, and what is used is declared.
        var traces = (ImmutableDictionary<string, object>)collector.Input("values.alternateConfig.service.pipelines.traces")!;
        foreach (var (part, used) in traces)
            Assert.Equal(Keys(collector, part), ((ImmutableArray<object>)used).Cast<string>().Order(StringComparer.Ordinal));
        Assert.Equal(Keys(collector, "extensions"), ((ImmutableArray<object>)collector.Input("values.alternateConfig.service.extensions")!).Cast<string>());
    }

    [Fact]
    public async Task Prometheus_reads_the_collector_where_the_policy_lets_it()
    {
        var reader = (ImmutableArray<object>)(await Chart("opentelemetry-collector")).Input("values.alternateConfig.service.telemetry.metrics.readers")!;
        Assert.Contains("8888", System.Text.Json.JsonSerializer.Serialize(Assert.Single(reader)), StringComparison.Ordinal);
    }

    static IEnumerable<string> Keys(RecordedResource collector, string part) =>
        ((ImmutableDictionary<string, object>)collector.Input($"values.alternateConfig.{part}")!).Keys.Order(StringComparer.Ordinal);

    [Fact]
    public async Task Everybody_may_send_to_the_collector_and_nobody_to_tempo_itself()
    {
        var otlp = Assert.Single(
            KubernetesManifests.From(await PlatformRun.Of(platform => Declare(platform, null))).Objects, each => each.Name == "allow-otlp").Resource;
        Assert.Equal("opentelemetry-collector", otlp.Input("""spec.podSelector.matchLabels["app.kubernetes.io/name"]"""));
        Assert.Equal([4317d, 4318d], ((ImmutableArray<object>)otlp.Input("spec.ingress[0].ports")!).Select(port => ((ImmutableDictionary<string, object>)port)["port"]));
    }

    [Fact]
    public async Task Keys_come_from_the_environment()
    {
        var tempo = await Chart("tempo");
        Assert.Equal(("s3", "${AWS_ACCESS_KEY_ID}"), (tempo.Input("values.tempo.storage.trace.backend"), tempo.Input("values.tempo.storage.trace.s3.access_key")));
        Assert.Equal("true", tempo.Input("""values.tempo.extraArgs["config.expand-env"]"""));
        Assert.Equal("tempo-s3", tempo.Input("values.tempo.extraEnvFrom[0].secretRef.name"));
    }

    [Fact]
    public async Task Persistence_is_where_the_chart_looks_for_it()
    {
        var tempo = await Chart("tempo");
        Assert.Equal((true, "10Gi"), (tempo.Input("values.persistence.enabled"), tempo.Input("values.persistence.size")));
        Assert.Null(tempo.Input("values.tempo.persistence"));
    }

    [Fact]
    public async Task Metrics_from_traces_need_somebody_to_take_them()
    {
        var with = await Chart("tempo");
        Assert.Equal("http://kube-prometheus-stack-prometheus.monitoring-system.svc:9090/api/v1/write", with.Input("values.tempo.metricsGenerator.remoteWriteUrl"));
        Assert.Equal(["service-graphs", "span-metrics"], ((ImmutableArray<object>)with.Input("values.tempo.overrides.defaults.metrics_generator.processors")!).Cast<string>());
        var without = await Chart("tempo", monitoring: false);
        Assert.Equal(false, without.Input("values.tempo.metricsGenerator.enabled"));
        Assert.Null(without.Input("values.tempo.overrides"));
    }

    [Fact]
    public async Task Both_fit_a_restricted_namespace()
    {
        var stack = await PlatformRun.Of(platform => Declare(platform, null));
        Assert.Equal("restricted", KubernetesManifests.From(stack).Objects.Single(each => each.Kind == "Namespace").Resource.Input("""metadata.labels["pod-security.kubernetes.io/enforce"]"""));
        foreach (var (chart, container, pod) in new[] { ("tempo", "values.tempo.securityContext", "values.securityContext"), ("opentelemetry-collector", "values.securityContext", "values.podSecurityContext") })
        {
            var values = await Chart(chart);
            Assert.Equal((false, "ALL"), (values.Input($"{container}.allowPrivilegeEscalation"), values.Input($"{container}.capabilities.drop[0]")));
            Assert.Equal("RuntimeDefault", values.Input($"{pod}.seccompProfile.type"));
        }
        // Tempo's chart sets the user by default, the collector's does not.
        Assert.Equal(true, (await Chart("opentelemetry-collector")).Input("values.podSecurityContext.runAsNonRoot"));
    }

    static async Task<RecordedResource> Chart(string release, bool monitoring = true) =>
        KubernetesManifests.From(await PlatformRun.Of(platform => Declare(platform, GivenStores.Nas()), monitoring: monitoring)).Charts.Single(chart => chart.Name == release).Resource;

    static void Declare(PlatformContext platform, S3Target? store) => _ = new Tempo("tempo", new() { Platform = platform, Store = store });
}
