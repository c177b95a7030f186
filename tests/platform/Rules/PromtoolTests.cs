using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Topology;
using Basecamp.Platform.Tests.HelmApps;
using Basecamp.Platform.Tests.Tenants;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Rules;

/// <summary>
/// Every alert of the platform and of apps, read and run by Prometheus' own tool: it parses, it fires when it must, it stays silent when it must, and it
/// says what to do. Proves the rules on the series of the test files, not that a cluster has such series.
/// </summary>
public sealed class PromtoolTests
{
    // Each engine brings its own alerts, and so does each network.
    static readonly Lazy<Task<ImmutableArray<KubernetesObject>>> Rendered = new(async () =>
    {
        var rules = new List<KubernetesObject>();
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
    static bool IsOfADatabase(KubernetesObject rule) => rule.Name.EndsWith("-db-alerts", StringComparison.Ordinal);

    static string[] TestFiles => Directory.GetFiles(RepositoryFiles.PathOf("tests/platform/Rules"), "*.yaml");

    public static TheoryData<string> Tests => [.. TestFiles.Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Promtool_reads_every_rule()
    {
        using var directory = await Written();
        var (exitCode, output) = await Promtool.Run(["check", "rules", .. Directory.GetFiles(directory.Path, "*-alerts.yaml")]);
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("FAILED", output, StringComparison.Ordinal);
        Assert.NotEmpty(await Rendered.Value);
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task Alerts_fire_and_stay_silent_as_the_test_file_says(string file)
    {
        using var directory = await Written();
        var (exitCode, output) = await Promtool.Run("test", "rules", Path.Combine(directory.Path, file));
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_rule_that_does_not_parse_would_be_found()
    {
        using var directory = await Written();
        var path = Path.Combine(directory.Path, "broken.yaml");
        await File.WriteAllTextAsync(path, "groups: [{name: g, rules: [{alert: A, expr: 'up =='}]}]");
        Assert.NotEqual(0, (await Promtool.Run("check", "rules", path)).ExitCode);
    }

    [Fact]
    public async Task A_wrong_expectation_would_be_found()
    {
        using var directory = await Written();
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "any.yaml"), "groups: [{name: g, rules: [{alert: A, expr: 'up == 0'}]}]");
        var path = Path.Combine(directory.Path, "wrong.yaml");
        await File.WriteAllTextAsync(path, """
            rule_files: [any.yaml]
            tests: [{input_series: [{series: up, values: '0x10'}], alert_rule_test: [{alertname: A, eval_time: 5m, exp_alerts: []}]}]
            """);
        Assert.NotEqual(0, (await Promtool.Run("test", "rules", path)).ExitCode);
    }

    [Fact]
    public async Task Every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not()
    {
        var cases = TestFiles.SelectMany(RuleTestFile.Cases).ToHashSet();
        var alerts = (await Alerts()).Select(alert => (string)alert["alert"]).ToList();
        Assert.Equal([], alerts.Where(alert => !cases.Contains((alert, true))));
        Assert.Equal([], alerts.Where(alert => !cases.Contains((alert, false))));
        // A case for an alert that is gone proves nothing.
        Assert.Equal([], cases.Select(each => each.Alert).Distinct().Except(alerts));
    }

    [Fact]
    public async Task Every_alert_says_how_urgent_it_is_what_is_wrong_and_what_to_do()
    {
        var alerts = await Alerts();
        Assert.NotEmpty(alerts);
        Assert.Equal([], alerts.SelectMany(Complaints));
    }

    [Fact]
    public async Task No_two_alerts_are_one_to_alertmanager()
    {
        var alerts = await Alerts();
        Assert.Equal([], Repeated(alerts.Where(alert => !IsOfEveryApp(alert)), NameOf));
        // What every app has says whose it is.
        Assert.Equal(
            ["AppAtMaximum", "AppDown", "AppFails", "AppMetricsMissing", "AppRestarts", "AppSlow"],
            Repeated(alerts.Where(IsOfEveryApp), NameOf).Order(StringComparer.Ordinal));
        Assert.Equal([], Repeated(alerts, alert => $"{NameOf(alert)} {CanonicalYaml.Write((ImmutableDictionary<string, object>)alert["labels"])}"));
    }

    [Fact]
    public async Task Every_alert_of_an_app_names_it_and_its_namespace()
    {
        var rules = (await Rendered.Value).Where(rule => rule.Name is "shop-alerts" or "shop-eu-alerts" or "portal-alerts" or "steps-alerts" or "triage-alerts").ToList();
        Assert.Equal(5, rules.Count);
        foreach (var rule in rules)
            Assert.All(AlertsOf(rule), alert =>
            {
                var labels = (ImmutableDictionary<string, object>)alert["labels"];
                Assert.Equal((rule.Name[..^"-alerts".Length], rule.Namespace), (labels["app"], labels["namespace"]));
            });
    }

    static bool IsOfEveryApp(ImmutableDictionary<string, object> alert) => NameOf(alert).StartsWith("App", StringComparison.Ordinal);

    static string NameOf(ImmutableDictionary<string, object> alert) => (string)alert["alert"];

    static IEnumerable<string> Repeated(IEnumerable<ImmutableDictionary<string, object>> alerts, Func<ImmutableDictionary<string, object>, string> key) =>
        alerts.GroupBy(key).Where(same => same.Count() > 1).Select(same => same.Key);

    static IEnumerable<string> Complaints(ImmutableDictionary<string, object> alert)
    {
        var annotations = (ImmutableDictionary<string, object>)alert["annotations"];
        if (((ImmutableDictionary<string, object>)alert["labels"]).GetValueOrDefault("severity") is not ("critical" or "warning" or "info"))
            yield return $"{alert["alert"]} has no severity";
        foreach (var annotation in new[] { "summary", "description" })
            if (annotations.GetValueOrDefault(annotation) is not string { Length: > 10 })
                yield return $"{alert["alert"]} has no {annotation}";
        if (annotations.GetValueOrDefault("runbook_url") is not string runbook || !File.Exists(RepositoryFiles.PathOf(runbook)))
            yield return $"{alert["alert"]} has no runbook, or one that does not exist";
    }

    static async Task<IReadOnlyList<ImmutableDictionary<string, object>>> Alerts() => [.. (await Rendered.Value).SelectMany(AlertsOf)];

    static IReadOnlyList<ImmutableDictionary<string, object>> AlertsOf(KubernetesObject rule) =>
    [
        .. from @group in (ImmutableArray<object>)rule.Resource.Input("spec.groups")!
           from alert in (ImmutableArray<object>)((ImmutableDictionary<string, object>)@group)["rules"]
           where ((ImmutableDictionary<string, object>)alert).ContainsKey("alert")
           select (ImmutableDictionary<string, object>)alert,
    ];

    static async Task<Written> Written()
    {
        var directory = new Written();
        foreach (var rule in await Rendered.Value)
            await File.WriteAllTextAsync(
                Path.Combine(directory.Path, $"{rule.Name}.yaml"), CanonicalYaml.Write((ImmutableDictionary<string, object>)rule.Body["spec"]));
        foreach (var test in TestFiles)
            File.Copy(test, Path.Combine(directory.Path, Path.GetFileName(test)));
        return directory;
    }
}

/// <summary>A directory with the rendered rules and the tests beside them.</summary>
sealed class Written : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("basecamp-rules-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
