using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC010: an alert that wakes somebody up without saying how bad it is, what it means, or what to do: the last as a link.</summary>
public sealed class AlertsWithoutRunbook : ManifestGuardrail
{
    static readonly string[] Annotations = ["summary", "description", "runbook_url"];

    /// <inheritdoc/>
    public override string Id => "BC010";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests) =>
        from rules in manifests.Objects.Where(each => each.Kind == "PrometheusRule")
        from set in rules.Body.Maps("spec", "groups")
        from alert in set.Maps("rules").Where(rule => rule.ContainsKey("alert"))
        from violation in ViolationsOf(rules, alert)
        select violation;

    static IEnumerable<Violation> ViolationsOf(RecordedObject rules, ImmutableDictionary<string, object> alert)
    {
        var missing = Missing(alert).ToList();
        if (missing.Count > 0)
            yield return new(rules, $"alert {alert["alert"]} has no {string.Join(", ", missing)}.", "Write it: whoever is woken up needs it.");
        // A path of a repository is no link in an e-mail, on a phone or in a web page.
        if (alert.Map("annotations").GetValueOrDefault("runbook_url") is { } runbook && !IsWebAddress(runbook))
            yield return new(rules, $"alert {alert["alert"]} has the runbook_url '{runbook}', which is no absolute web address.",
                "Write it in full, https://…: whoever is woken up follows it from a phone.");
    }

    // A template of Prometheus may stand behind the host, never in front of it.
    static bool IsWebAddress(object value) =>
        value is string text && (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
        && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0;

    static IEnumerable<string> Missing(ImmutableDictionary<string, object> alert)
    {
        if (!alert.Map("labels").ContainsKey("severity"))
            yield return "severity";
        foreach (var annotation in Annotations.Where(annotation => !alert.Map("annotations").ContainsKey(annotation)))
            yield return annotation;
    }
}
