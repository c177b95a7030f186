using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG011: an object gets another name or namespace.</summary>
sealed class Renamed : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG011";

    /// <inheritdoc/>
    public override string Title => "Renamed";

    /// <inheritdoc/>
    public override string Why => "To Kubernetes it is another object: the old one is deleted, the new one starts empty.";

    /// <inheritdoc/>
    public override string Remedy => "Check who refers to the old name. For objects with state, copy the data before the old one goes.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (!stack.Renames.TryGetValue(change, out var twin))
            yield break;
        var isStateful = StatefulKinds.Includes(change.Object) || change.Id is { Group: "", Kind: "Namespace" or "Secret" };
        // Equal policies, quotas and the like are in many namespaces; one that goes and one that comes have nothing to do with each other.
        if (isStateful || change.Id.Namespace == twin.Id.Namespace)
            yield return Found(isStateful ? Severity.Danger : Severity.Notice, change, $"becomes {RuleText.Code(twin.Id)}, with equal content.");
    }
}
