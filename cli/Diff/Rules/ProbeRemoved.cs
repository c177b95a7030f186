using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG062: a container is no longer probed.</summary>
sealed class ProbeRemoved : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG062";

    /// <inheritdoc/>
    public override string Title => "Probe removed";

    /// <inheritdoc/>
    public override string Why => "Traffic goes to pods that are not ready, and containers that hang are not restarted.";

    /// <inheritdoc/>
    public override string Remedy => "Keep the probe, or replace it by a better one.";

    static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack) =>
        from field in change.Fields
        where field.Kind == ChangeKind.Removed && Probes.Contains(field.Path.Last)
        select Found(Severity.Caution, change, $"{RuleText.Code(field.Path)} is removed.");
}
