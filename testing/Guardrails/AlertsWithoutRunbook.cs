using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC010: an alert that wakes somebody up without saying how bad it is, what it means, or what to do.</summary>
public sealed class AlertsWithoutRunbook : ManifestGuardrail
{
    static readonly string[] Annotations = ["summary", "description", "runbook_url"];

    /// <inheritdoc/>
    public override string Id => "BC010";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests) =>
        from rules in manifests.Objects.Where(each => each.Kind == "PrometheusRule")
        from set in rules.Body.Maps("spec", "groups")
        from alert in set.Maps("rules").Where(rule => rule.ContainsKey("alert"))
        let missing = Missing(alert).ToList()
        where missing.Count > 0
        select new Violation(rules, $"alert {alert["alert"]} has no {string.Join(", ", missing)}.", "Write it: whoever is woken up needs it.");

    static IEnumerable<string> Missing(System.Collections.Immutable.ImmutableDictionary<string, object> alert)
    {
        if (!alert.Map("labels").ContainsKey("severity"))
            yield return "severity";
        foreach (var annotation in Annotations.Where(annotation => !alert.Map("annotations").ContainsKey(annotation)))
            yield return annotation;
    }
}
