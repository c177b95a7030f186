using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG060: there will be fewer replicas.</summary>
sealed class FewerReplicas : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG060";

    /// <inheritdoc/>
    public override string Title => "Fewer replicas";

    /// <inheritdoc/>
    public override string Why => "The rest carries the load, and with one left every restart is an outage.";

    /// <inheritdoc/>
    public override string Remedy => "Check load and quorum, and lower it in steps.";

    static readonly string[] Counts = ["replicas", "replicaCount", "instances", "minReplicas", "minReplicaCount"];

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        foreach (var field in change.Fields.Where(field => Counts.Contains(field.Path.Last) && field.Before is double))
        {
            // Left out, a workload has one; a chart has its own idea.
            var after = field.After ?? (InstalledChart.IsChart(change.Id) ? null : 1d);
            if (field.Before is double old && after is double current && current < old)
                yield return Found(Weight(change, current), change, $"{RuleText.Code(field.Path)}: {RuleText.Change(old, current)}.");
        }
    }

    static Severity Weight(ObjectChange change, double left) =>
        left == 0 || (left == 1 && StatefulKinds.Includes(change.Object)) ? Severity.Danger : Severity.Caution;
}
