using Basecamp.Cli.Diff.Comparing;
using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG010: a field changes that the API server lets nobody change.</summary>
sealed class ImmutableFieldChanged : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG010";

    /// <inheritdoc/>
    public override string Title => "Replacement";

    /// <inheritdoc/>
    public override string Why => "The API server refuses the change. Pulumi deletes the object and makes it again, with an outage in between; Argo CD and Flux stop with an error.";

    /// <inheritdoc/>
    public override string Remedy => "Give the new object another name and move over to it, or plan the outage. Volumes and data need a plan of their own.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change is not { Kind: ChangeKind.Changed, Before: { } before })
            yield break;
        // Helm deletes what a hook left behind before it makes the next (before-hook-creation, its default); so does Argo CD.
        if (IsHook(before) && IsHook(change.Object))
            yield break;
        foreach (var field in change.Fields)
        {
            if (ImmutableFields.EffectOf(before, field) is { } effect)
                yield return Found(Severity.Danger, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}. {effect}".TrimEnd());
        }
    }

    static bool IsHook(DiffObject each) => each.Annotations.ContainsKey("helm.sh/hook");
}
