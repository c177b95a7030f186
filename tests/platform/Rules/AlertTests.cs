using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Infra.Platform;
using Basecamp.Manifests.Yaml;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Rules;

/// <summary>Every alert has its cases, says what to do, and cannot be taken for another.</summary>
public sealed class AlertTests
{
    [Fact]
    public async Task Every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not()
    {
        var cases = Alerts.TestFiles.SelectMany(RuleTestFile.Cases).ToHashSet();
        var alerts = (await Alerts.All()).Select(alert => (string)alert["alert"]).ToList();
        Assert.Equal([], alerts.Where(alert => !cases.Contains((alert, true))));
        Assert.Equal([], alerts.Where(alert => !cases.Contains((alert, false))));
        // A case for an alert that is gone proves nothing.
        Assert.Equal([], cases.Select(each => each.Alert).Distinct().Except(alerts));
    }

    [Fact]
    public async Task Every_alert_says_how_urgent_it_is_what_is_wrong_and_what_to_do()
    {
        var alerts = await Alerts.All();
        Assert.NotEmpty(alerts);
        Assert.Equal([], alerts.SelectMany(Complaints));
    }

    [Fact]
    public async Task Every_alert_of_platform_and_apps_links_to_where_the_stack_file_says_that_runbooks_are()
    {
        const string own = "https://git.example.org/home/cluster/src/branch/main/docs/runbooks";
        var settings = Everything.Settings with { Monitoring = Everything.Settings.Monitoring! with { Runbooks = own } };
        var tier = Links(await PlatformRun.OfTier(settings));
        // A stack that owns the apps alone knows the platform from what it exports.
        var facts = PlatformFacts.FromJson(PlatformExports.FactsOf(settings, PlatformRun.Ha, DeliveryEngine.Pulumi).ToJson());
        Assert.NotEmpty(tier);
        Assert.All(tier, link => Assert.StartsWith(own + "/", link, StringComparison.Ordinal));
        Assert.Equal(own, facts.Runbooks);
        Assert.Equal(RunbookPages.Published, PlatformFacts.FromJson("{}").Runbooks);
    }

    static List<string> Links(RecordedStack stack) =>
    [
        .. KubernetesManifests.From(stack).Objects.Where(each => each.Kind == "PrometheusRule").SelectMany(Alerts.Of)
            .Select(alert => (string)((ImmutableDictionary<string, object>)alert["annotations"])["runbook_url"]),
    ];

    [Fact]
    public async Task No_two_alerts_are_one_to_alertmanager()
    {
        var alerts = await Alerts.All();
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
        var rules = (await Alerts.Rendered.Value).Where(rule => rule.Name is "shop-alerts" or "shop-eu-alerts" or "portal-alerts" or "steps-alerts" or "triage-alerts").ToList();
        Assert.Equal(5, rules.Count);
        foreach (var rule in rules)
            Assert.All(Alerts.Of(rule), alert =>
            {
                var labels = (ImmutableDictionary<string, object>)alert["labels"];
                Assert.Equal((rule.Name[..^"-alerts".Length], rule.Namespace), (labels["app"], labels["namespace"]));
            });
    }

    static bool IsOfEveryApp(ImmutableDictionary<string, object> alert) => NameOf(alert).StartsWith("App", StringComparison.Ordinal);

    static string NameOf(ImmutableDictionary<string, object> alert) => (string)alert["alert"];

    static IEnumerable<string> Repeated(IEnumerable<ImmutableDictionary<string, object>> alerts, Func<ImmutableDictionary<string, object>, string> key) =>
        alerts.GroupBy(key).Where(same => same.Count() > 1).Select(same => same.Key);

    static bool IsPublished(string runbook, out string file)
    {
        const string folder = "https://github.com/basecamp-platform/basecamp/blob/main/docs/runbooks/";
        file = runbook.StartsWith(folder, StringComparison.Ordinal) ? runbook[folder.Length..] : "";
        return file.Length > 0 && Uri.TryCreate(runbook, UriKind.Absolute, out var url) && url.AbsoluteUri == runbook;
    }

    static IEnumerable<string> Complaints(ImmutableDictionary<string, object> alert)
    {
        var annotations = (ImmutableDictionary<string, object>)alert["annotations"];
        if (((ImmutableDictionary<string, object>)alert["labels"]).GetValueOrDefault("severity") is not ("critical" or "warning" or "info"))
            yield return $"{alert["alert"]} has no severity";
        foreach (var annotation in new[] { "summary", "description" })
            if (annotations.GetValueOrDefault(annotation) is not string { Length: > 10 })
                yield return $"{alert["alert"]} has no {annotation}";
        // Triage, like every mail program, makes no link of a path.
        if (annotations.GetValueOrDefault("runbook_url") is not string runbook || !IsPublished(runbook, out var file))
            yield return $"{alert["alert"]} has no link to a published runbook: {annotations.GetValueOrDefault("runbook_url")}";
        else if (!File.Exists(RepositoryFiles.PathOf($"docs/runbooks/{file}")))
            yield return $"{alert["alert"]} has a runbook that does not exist: {file}";
    }
}
