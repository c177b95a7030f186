using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Network;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG021: default deny no longer applies to pods.</summary>
sealed class IsolationRemoved : IChangeRule
{
    /// <inheritdoc/>
    public string Id => "DG021";

    /// <inheritdoc/>
    public string Title => "Default deny removed";

    /// <inheritdoc/>
    public string Why => "Pods that no policy isolates accept or send everything; the remaining policies of theirs mean nothing.";

    /// <inheritdoc/>
    public string Remedy => "Keep a policy that selects every pod of the namespace in both directions, and allow what is needed beside it.";

    /// <inheritdoc/>
    public IEnumerable<ChangeFinding> Check(StackChange change)
    {
        var reach = change.Reach;
        return Of(change, reach.OpenIngress, "accept traffic from everywhere", path => path.To.Id)
            .Concat(Of(change, reach.OpenEgress, "may send anywhere", path => path.From.Id))
            .OrderBy(finding => finding.App, StringComparer.Ordinal);
    }

    IEnumerable<ChangeFinding> Of(StackChange change, IReadOnlySet<string> open, string what, Func<ReachPath, string> side) =>
        from ns in change.Reach.Pods
        where !change.IsGone(ns.Key) && !change.IsNew(ns.Key)
        let pods = ns.Where(open.Contains).ToList()
        where pods.Count > 0
        let shown = pods.Count == ns.Count() ? $"all pods of {RuleText.Code(ns.Key)}" : RuleText.List(pods)
        let policy = Policy(change, ns.Key)
        let message = policy is null ? $"no policy isolates {shown} any more: they {what}." : $"no longer isolates {shown}: they {what}."
        select new ChangeFinding(this, Severity.Danger, policy, ns.Key, message)
        {
            Details = new ReachSummary(change.Reach.Pods).Lines(change.Reach.Gained.Where(path => pods.Contains(side(path)))),
        };

    // The change that did it, if it is one policy.
    static ObjectChange? Policy(StackChange change, string ns) =>
        change.Changes.Where(each => each.Id.Namespace == ns && EvaluatedPolicies.IsPolicy(each.Id) && each.Kind != ChangeKind.Added).Take(2).ToList() is [var only] ? only : null;
}
