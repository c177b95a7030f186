using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Basecamp.Components.Logs;
using Basecamp.Components.Platform;
using Basecamp.Platform.Tests.Delivery;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Logs;

public sealed partial class AlloyTests
{
    [Fact]
    public Task Whoever_delivers_the_same_reaches_the_cluster() => SameUnderEveryDelivery.Holds(Declare, charts: 2, "PrometheusRule", "NetworkPolicy");

    [Fact]
    public async Task Every_machine_reads_its_own_pods_and_keeps_its_positions()
    {
        var files = await Chart("alloy");
        Assert.Equal(("daemonset", true), (files.Input("values.controller.type"), files.Input("values.alloy.mounts.varlog")));
        Assert.Equal("Exists", files.Input("values.controller.tolerations[0].operator"));
        Assert.Equal("/var/lib/alloy", files.Input("values.controller.volumes.extra[0].hostPath.path"));
        Assert.Equal(files.Input("values.alloy.storagePath"), files.Input("values.alloy.mounts.extra[0].mountPath"));
        Assert.Contains("\"spec.nodeName=\" + sys.env(\"HOSTNAME\")", Config(files), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_read_once()
    {
        var events = await Chart("alloy-events");
        Assert.Equal(("deployment", 1d), (events.Input("values.controller.type"), events.Input("values.controller.replicas")));
        Assert.Contains("loki.source.kubernetes_events", Config(events), StringComparison.Ordinal);
        Assert.DoesNotContain("loki.source.kubernetes_events", Config(await Chart("alloy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helm_leaves_alloys_templates_alone()
    {
        var config = Config(await Chart("alloy"));
        Assert.Contains("""template = "{{ "{{" }} ToLower .Value }}" """.TrimEnd(), config, StringComparison.Ordinal);
        // Whatever Helm would evaluate is nothing but a quoted pair of braces.
        Assert.All(HelmAction().Matches(config), match => Assert.Equal("{{ \"{{\" }}", match.Value));
    }

    [Fact]
    public async Task Braces_of_the_configuration_are_balanced()
    {
        foreach (var release in new[] { "alloy", "alloy-events" })
        {
            var config = Config(await Chart(release)).Replace("{{ \"{{\" }}", "{{", StringComparison.Ordinal);
            Assert.Equal(config.Count(character => character == '{'), config.Count(character => character == '}'));
            Assert.Contains("url = \"http://loki.loki-system.svc:3100/loki/api/v1/push\"", config, StringComparison.Ordinal);
            Assert.Contains("cluster = \"ha\"", config, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("alloy", "pods")]
    [InlineData("alloy-events", "events")]
    public async Task Its_token_reads_what_its_configuration_asks_for_and_no_secret(string release, string resource)
    {
        var chart = await Chart(release);
        // Without these values, the chart's own rules read every Secret of the cluster.
        var rule = Assert.Single((ImmutableArray<object>)chart.Input("values.rbac.rules")!);
        Assert.Equal([resource], Found.Texts(((ImmutableDictionary<string, object>)rule)["resources"]));
        Assert.Equal(["get", "list", "watch"], Found.Texts(((ImmutableDictionary<string, object>)rule)["verbs"]));
        // Never empty: the chart would write [] where a list goes on.
        var other = (ImmutableDictionary<string, object>)Assert.Single((ImmutableArray<object>)chart.Input("values.rbac.clusterRules")!);
        Assert.Equal(["nonResourceURLs", "verbs"], other.Keys.Order(StringComparer.Ordinal));
    }

    static string Config(RecordedResource chart) => (string)chart.Input("values.alloy.configMap.content")!;

    static async Task<RecordedResource> Chart(string release) =>
        KubernetesManifests.From(await PlatformRun.Of(Declare)).Charts.Single(chart => chart.Name == release).Resource;

    static void Declare(PlatformContext platform) => _ = new Alloy("alloy", new() { Platform = platform });

    [GeneratedRegex(@"\{\{ ""\{\{"" \}\}|\{\{[^}]*\}\}")]
    private static partial Regex HelmAction();
}
