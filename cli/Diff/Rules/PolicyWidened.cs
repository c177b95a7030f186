using Basecamp.Cli.Diff.Network;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG022: a policy allows more, and only the other side's policies still stop it; or its effect cannot be computed.</summary>
sealed class PolicyWidened : IChangeRule
{
    /// <inheritdoc/>
    public string Id => "DG022";

    /// <inheritdoc/>
    public string Title => "Policy widened";

    /// <inheritdoc/>
    public string Why => "The policy lets more through than before. Traffic between pods needs both sides, so the next change of the other side opens the path.";

    /// <inheritdoc/>
    public string Remedy => "Name single pods and ports. What is not evaluated has to be read.";

    /// <inheritdoc/>
    public IEnumerable<ChangeFinding> Check(StackChange change)
    {
        var summary = new ReachSummary(change.Reach.Pods);
        var widened = change.Reach.OneSided.Where(path => !IsNew(path.From, change) && !IsNew(path.To, change))
            .GroupBy(path => path.To.Namespace ?? path.From.Namespace ?? "cluster")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ChangeFinding(this, Severity.Caution, null, group.Key, $"allowed by one side in {RuleText.Code(group.Key)}, still stopped by the other.")
            {
                Details = summary.Lines(group),
            });
        var unread = change.Changes.Where(each => each.After is not null && change.Reach.Unread.ContainsKey(each.Id))
            .Select(each => new ChangeFinding(this, Severity.Caution, each, each.App, $"is not evaluated: {RuleText.Code(change.Reach.Unread[each.Id])}"));
        return widened.Concat(unread);
    }

    static bool IsNew(ReachParty party, StackChange change) => party.Namespace is { } ns && change.IsNew(ns);
}
