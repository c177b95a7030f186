using Basecamp.Cli.Diff.Network;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG024: somebody can no longer reach somebody; computed as the policies are enforced.</summary>
sealed class NetworkNarrowed : IChangeRule
{
    /// <inheritdoc/>
    public string Id => "DG024";

    /// <inheritdoc/>
    public string Title => "Network narrowed";

    /// <inheritdoc/>
    public string Why => "Clients that still use this path get timeouts.";

    /// <inheritdoc/>
    public string Remedy => "Check that no client does: `hubble observe`, or the flow logs of the CNI.";

    /// <inheritdoc/>
    public IEnumerable<ChangeFinding> Check(StackChange change)
    {
        var summary = new ReachSummary(change.Reach.Pods);
        return change.Reach.Lost.Where(path => !IsGone(path, change))
            .GroupBy(path => path.To.Namespace ?? path.From.Namespace ?? "cluster")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ChangeFinding(this, Severity.Notice, null, group.Key, $"no longer allowed in {RuleText.Code(group.Key)}.") { Details = summary.Lines(group) });
    }

    static bool IsGone(ReachPath path, StackChange change) =>
        (path.From.Namespace is { } from && change.IsGone(from)) || (path.To.Namespace is { } to && change.IsGone(to));
}
