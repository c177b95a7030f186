using System.Collections.Immutable;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;

namespace Basecamp.Components.Alerts;

/// <summary>Writes alerts as a PrometheusRule.</summary>
static class PrometheusRules
{
    public static CustomObjectArgs Of(string name, string ns, ImmutableArray<AlertRule> alerts, string runbookUrl) => new(
        "monitoring.coreos.com/v1",
        "PrometheusRule",
        ObjectMeta.Of(name, ns),
        new() { ["groups"] = new[] { new ValueTree { ["name"] = name, ["rules"] = alerts.Select(alert => RuleOf(alert, runbookUrl)) } } });

    static ValueTree RuleOf(AlertRule alert, string runbookUrl)
    {
        var rule = new ValueTree
        {
            ["alert"] = alert.Name,
            ["expr"] = alert.Expression,
            ["for"] = DurationText.Format(alert.For),
            ["labels.severity"] = alert.Severity.ToString().ToLowerInvariant(),
            ["annotations.summary"] = alert.Summary,
            ["annotations.description"] = alert.Description,
            ["annotations.runbook_url"] = RunbookPages.PageOf(runbookUrl, alert.Runbook),
        };
        foreach (var (label, value) in alert.Labels)
            rule[$"labels.{label}"] = value;
        return rule;
    }
}
