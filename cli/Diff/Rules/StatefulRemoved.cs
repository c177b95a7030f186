using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG001: a database, a volume or another object with state is removed.</summary>
sealed class StatefulRemoved : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG001";

    /// <inheritdoc/>
    public override string Title => "Stateful object removed";

    /// <inheritdoc/>
    public override string Why => "Data may go with it, and applying the old state again does not bring it back.";

    /// <inheritdoc/>
    public override string Remedy => "Make sure a backup exists and was restored once. Remove the clients first, the data in a later change.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change is not { Kind: ChangeKind.Removed, Before: { } before } || !StatefulKinds.Includes(before) || stack.Renames.ContainsKey(change)
            || before.Id is { Group: "", Kind: "Namespace" or "Secret" })
            yield break;
        var guarded = StatefulKinds.IsGuarded(before) ? " It is guarded: Argo CD asks first, Flux and Pulumi leave it behind." : "";
        var policy = before.Text("spec", "databaseReclaimPolicy") is { } reclaim ? $" Its reclaim policy is {RuleText.Code(reclaim)}." : "";
        yield return Found(Severity.Danger, change, $"is removed, and with it {StatefulKinds.LossOf(before)}.{policy}{guarded}");
    }
}
