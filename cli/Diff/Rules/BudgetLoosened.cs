using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG061: an update of the nodes may stop more pods at once.</summary>
sealed class BudgetLoosened : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG061";

    /// <inheritdoc/>
    public override string Title => "Disruption budget removed or loosened";

    /// <inheritdoc/>
    public override string Why => "Draining a node no longer waits for the others, so an upgrade can take all replicas at once.";

    /// <inheritdoc/>
    public override string Remedy => "Keep a budget that leaves one replica running.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        var isBudget = change.Id is { Group: "policy", Kind: "PodDisruptionBudget" };
        if (isBudget && change.Kind == ChangeKind.Removed && !stack.IsGone(change.Id.Namespace) && !stack.Renames.ContainsKey(change))
            yield return Found(Severity.Caution, change, "is removed.");
        foreach (var field in change.Fields)
        {
            var (before, after) = (Percent(field.Before), Percent(field.After));
            var isLooser = isBudget && ((field.Path.Is("spec.minAvailable") && before is not null && (after ?? 0) < before)
                || (field.Path.Is("spec.maxUnavailable") && after is not null && (before ?? 0) < after));
            if (isLooser || IsSwitchedOff(change, field))
                yield return Found(Severity.Caution, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}.");
        }
    }

    static bool IsSwitchedOff(ObjectChange change, FieldChange field) =>
        field.Before is true && field.After is not true
        && (field.Path.Is("spec.enablePDB")
            || (InstalledChart.IsChart(change.Id) && field.Path.Last is "enabled" or "create"
                && field.Path.Parent?.Last is "podDisruptionBudget" or "pdb"));

    // Numbers and percentages are not comparable, which is rare enough to look at.
    static double? Percent(object? value) => value is string text && text.EndsWith('%') ? Quantities.Of(text[..^1]) : Quantities.Of(value);
}
