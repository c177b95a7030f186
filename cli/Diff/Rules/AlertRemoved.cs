using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG064: an alert is removed.</summary>
sealed class AlertRemoved : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG064";

    /// <inheritdoc/>
    public override string Title => "Alert removed";

    /// <inheritdoc/>
    public override string Why => "No one is notified any more.";

    /// <inheritdoc/>
    public override string Remedy => "State what replaces the alert, or why it is no longer needed.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change.Id.Kind != "PrometheusRule" || change.Before is not { } before)
            yield break;
        // An alert that moved to another rule is still there.
        var gone = Alerts(before).Except(stack.After.Objects.Where(each => each.Id.Kind == "PrometheusRule").SelectMany(Alerts)).ToList();
        if (gone.Count > 0)
            yield return Found(stack.IsGone(change.Id.Namespace) ? Severity.Notice : Severity.Caution, change, $"no longer alerts on {RuleText.List(gone)}.");
    }

    static IEnumerable<string> Alerts(DiffObject rules) =>
        rules.Maps("spec", "groups").SelectMany(group => group.Maps("rules")).Select(rule => rule.Text("alert")).OfType<string>();
}
