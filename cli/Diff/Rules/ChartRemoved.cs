using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG006: a chart is removed.</summary>
sealed class ChartRemoved : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG006";

    /// <inheritdoc/>
    public override string Title => "Chart removed";

    /// <inheritdoc/>
    public override string Why => "Everything that the chart made is uninstalled; a render does not show what that is.";

    /// <inheritdoc/>
    public override string Remedy => "Look at it first: `helm get manifest RELEASE --namespace NAME`. Definitions and volumes of it need a decision each. One that changes hands must not be uninstalled in between.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        // Handing a chart over from one engine to another removes it from one list only.
        if (change is not { Kind: ChangeKind.Removed, Before: { } before } || !InstalledChart.IsChart(change.Id) || stack.Renames.ContainsKey(change))
            yield break;
        var charts = InstalledChart.AllOf(before).Select(chart => chart.Name).ToList();
        var remaining = stack.After.Objects.SelectMany(InstalledChart.AllOf).Select(chart => chart.Name).ToHashSet();
        foreach (var chart in charts.Where(chart => !remaining.Contains(chart)))
            yield return Found(Severity.Danger, change, $"uninstalls the chart {RuleText.Code(chart)}.");
        foreach (var chart in charts.Where(remaining.Contains))
            yield return Found(Severity.Caution, change, $"hands the chart {RuleText.Code(chart)} over: something else installs it now.");
    }
}
