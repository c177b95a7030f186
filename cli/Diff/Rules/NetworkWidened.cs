using Basecamp.Cli.Diff.Network;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG020: somebody can reach somebody, and could not before; computed as the policies are enforced.</summary>
sealed class NetworkWidened : IChangeRule
{
    /// <inheritdoc/>
    public string Id => "DG020";

    /// <inheritdoc/>
    public string Title => "Network widened";

    /// <inheritdoc/>
    public string Why => "Traffic that default deny blocked is allowed, also to an attacker who takes over the sender.";

    /// <inheritdoc/>
    public string Remedy => "Check that each line is meant, and name single pods and ports instead of namespaces and addresses.";

    /// <inheritdoc/>
    public IEnumerable<ChangeFinding> Check(StackChange change)
    {
        var reach = change.Reach;
        var summary = new ReachSummary(reach.Pods);
        // What lost its default deny altogether is another rule's.
        return reach.Gained.Where(path => IsNew(path, change) || (!reach.OpenIngress.Contains(path.To.Id) && !reach.OpenEgress.Contains(path.From.Id)))
            .GroupBy(path => (Severity: SeverityOf(path, change), App: path.To.Namespace ?? path.From.Namespace ?? "cluster"))
            .OrderBy(group => group.Key.App, StringComparer.Ordinal)
            .Select(group =>
            {
                var lines = summary.Lines(group);
                return new ChangeFinding(this, group.Key.Severity, null, group.Key.App, Message(group.Key.App, group.Key.Severity, change)) { Details = lines };
            });
    }

    static bool IsNew(ReachPath path, StackChange change) =>
        (path.From.Namespace is { } from && change.IsNew(from)) || (path.To.Namespace is { } to && change.IsNew(to));

    static string Message(string app, Severity severity, StackChange change) => change.IsNew(app) || severity == Severity.Notice
        ? $"paths that come with what is new in {RuleText.Code(app)}."
        : $"newly allowed in {RuleText.Code(app)}.";

    // What is new has to talk to somebody; what was there before gets more than it had.
    static Severity SeverityOf(ReachPath path, StackChange change)
    {
        var isNewSource = path.From.Namespace is { } from && change.IsNew(from);
        var isNewTarget = path.To.Namespace is { } to && change.IsNew(to);
        var isWorld = path.From.Id == "internet" || path.To.Id == "internet";
        if (!isNewSource && !isNewTarget)
            return Severity.Danger;
        if (isWorld)
            return Severity.Caution;
        var isUsual = path.Port.StartsWith("53/", StringComparison.Ordinal) || (isNewTarget && (isNewSource || path.From.Namespace is null))
            || path.To.Id == "kube-apiserver";
        return isUsual || isNewTarget ? Severity.Notice : Severity.Caution;
    }
}
