using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG002: a namespace is removed.</summary>
sealed class NamespaceRemoved : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG002";

    /// <inheritdoc/>
    public override string Title => "Namespace removed";

    /// <inheritdoc/>
    public override string Why => "Everything in it is deleted, including what is not declared here: volumes, Secrets, objects created by hand.";

    /// <inheritdoc/>
    public override string Remedy => "Look what is in it: `kubectl get all,pvc,secrets --namespace NAME`. Back up what is needed elsewhere.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change is { Kind: ChangeKind.Removed, Id: { Group: "", Kind: "Namespace" } } && !stack.Renames.ContainsKey(change))
            yield return Found(Severity.Danger, change, $"is removed with {Contents(change.Id.Name, stack)}.");
    }

    static string Contents(string ns, StackChange stack)
    {
        var count = stack.Before.Objects.Count(each => each.Id.Namespace == ns);
        return count == 0 ? "everything in it" : $"everything in it, {Preview.PreviewReport.Count(count, "declared object")} among it";
    }
}
