using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Monitoring;
using Basecamp.Components.Platform;
using Basecamp.Manifests.Yaml;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Monitoring;

/// <summary>Alerts reach somebody, by two ways, and no secret is in a file that anybody can read.</summary>
public sealed class AlertDeliveryTests
{
    static readonly AlertDeliverySpec Alerts = Everything.Settings.Monitoring!.Alerts!;

    [Fact]
    public async Task Routes_lead_to_triage_critical_ones_and_its_own_elsewhere_first_and_the_watchdog_outside_too() => Assert.Equal(
        [
            "Watchdog -> dead-mans-switch, and on",
            "Watchdog -> triage, and no further",
            "info|none -> null, and no further",
            "Triage.+ -> critical-second-way, and on",
            "critical -> critical-second-way, and on",
        ],
        from route in (ImmutableArray<object>)MonitoringStackTests.At(await MonitoringStackTests.Values(declare: platform => Declare(platform, Alerts)), "alertmanager.config.route.routes")!
        let map = (ImmutableDictionary<string, object>)route
        let matcher = (string)((ImmutableArray<object>)map["matchers"]).Single()
        select $"{matcher.Split(' ')[^1]} -> {map["receiver"]}, and {(map.ContainsKey("continue") ? "on" : "no further")}");

    [Fact]
    public async Task Keys_and_secret_addresses_are_read_from_files()
    {
        var receivers = await Config(Alerts, "receivers");
        Assert.Contains("credentials_file: /etc/alertmanager/secrets/alertmanager-receivers/triage-token", receivers, StringComparison.Ordinal);
        Assert.Contains("url_file: /etc/alertmanager/secrets/alertmanager-receivers/critical-webhook", receivers, StringComparison.Ordinal);
        Assert.Contains("url_file: /etc/alertmanager/secrets/alertmanager-receivers/watchdog", receivers, StringComparison.Ordinal);
        Assert.DoesNotContain("the-", receivers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task No_secret_is_in_a_rendered_file(DeliveryEngine engine)
    {
        var manifests = KubernetesManifests.From(await PlatformRun.OfTier(Everything.Settings, engine));
        var text = string.Join('\n', manifests.Objects.Select(each => each.ToYaml()).Concat(manifests.Charts.Select(chart => chart.ToYaml())));
        foreach (var secret in new[] { "the-triage-token", "the-critical-topic", "the-watchdog-uuid", "the-kubeconfig" })
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mounted_secret_holds_exactly_what_receivers_read()
    {
        var stack = await PlatformRun.Of(platform => Declare(platform, Alerts));
        var secret = stack.Single("kubernetes:core/v1:Secret", "monitoring-receivers");
        Assert.Equal(["critical-webhook", "triage-token", "watchdog"], ((ImmutableDictionary<string, object>)secret.Inputs["stringData"]).Keys.Order(StringComparer.Ordinal));
        Assert.True(secret.IsSecret("stringData.watchdog"));
    }

    [Fact]
    public async Task Without_receivers_everything_is_only_shown()
    {
        Assert.Equal("it: \"null\"", (await Config(null, "route.receiver")).Trim());
        Assert.DoesNotContain(
            (await PlatformRun.Of(platform => Declare(platform, null))).Resources, each => each.Name == "monitoring-receivers");
    }

    [Fact]
    public async Task Email_signs_in_with_a_password_from_a_file_and_over_tls()
    {
        var email = Alerts with { Critical = new() { Email = new() { Server = "smtp.example.org:587", From = "a@example.org", To = "b@example.org", User = "a", Password = new("the-password") } } };
        var receivers = await Config(email, "receivers");
        Assert.Contains("auth_password_file: /etc/alertmanager/secrets/alertmanager-receivers/email-password", receivers, StringComparison.Ordinal);
        Assert.Contains("require_tls: true", receivers, StringComparison.Ordinal);
        Assert.Equal(
            ["443", "587"],
            from rule in KubernetesManifests.From(await PlatformRun.Of(platform => Declare(platform, email))).Objects
            where rule is { Kind: "NetworkPolicy", Name: "allow-internet" }
            from port in (ImmutableArray<object>)rule.Resource.Input("spec.egress[0].ports")!
            select $"{((ImmutableDictionary<string, object>)port)["port"]}");
    }

    [Fact]
    public async Task Only_alertmanager_may_leave_the_cluster_and_only_prometheus_reaches_the_machines()
    {
        var policies = KubernetesManifests.From(await PlatformRun.Of(platform => Declare(platform, Alerts))).Objects
            .Where(each => each.Namespace == "monitoring-system" && each.Kind.EndsWith("NetworkPolicy", StringComparison.Ordinal))
            .ToDictionary(each => each.Name, SubjectOf);
        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["allow-api-server"] = "",
                ["allow-dns"] = "",
                ["allow-internet"] = "alertmanager",
                ["allow-nodes"] = "prometheus",
                ["allow-same-namespace-egress"] = "",
                ["allow-same-namespace-ingress"] = "",
                ["allow-scraping"] = "prometheus",
                ["allow-triage"] = "alertmanager",
                ["allow-webhooks"] = "",
                ["default-deny"] = "",
            },
            new SortedDictionary<string, string>(policies, StringComparer.Ordinal));
    }

    static string SubjectOf(RecordedObject policy) =>
        policy.Resource.Input("""spec.podSelector.matchLabels["app.kubernetes.io/name"]""") as string
        ?? policy.Resource.Input("""spec.endpointSelector.matchLabels["app.kubernetes.io/name"]""") as string ?? "";

    static MonitoringStack Declare(PlatformContext platform, AlertDeliverySpec? alerts) =>
        new("monitoring", new() { Platform = platform, Monitoring = new() { Alerts = alerts } });

    static async Task<string> Config(AlertDeliverySpec? alerts, string path)
    {
        var values = await MonitoringStackTests.Values(declare: platform => Declare(platform, alerts));
        var found = MonitoringStackTests.At(values, $"alertmanager.config.{path}")!;
        return CanonicalYaml.Write(ImmutableDictionary<string, object>.Empty.Add("it", found));
    }
}
