using Basecamp.Cli.Diff.Comparing;
using Basecamp.Components.Delivery;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG007: what keeps data when its object is deleted is taken away.</summary>
sealed class GuardRemoved : ObjectRule
{
    static readonly string[] Policies =
        ["reclaimPolicy", "databaseReclaimPolicy", "persistentVolumeReclaimPolicy", "deletionPolicy", "whenDeleted", "whenScaled"];

    /// <inheritdoc/>
    public override string Id => "DG007";

    /// <inheritdoc/>
    public override string Title => "Guard against deletion removed";

    /// <inheritdoc/>
    public override string Why => "From now on a prune, a rename or a removed line deletes the data without a question.";

    /// <inheritdoc/>
    public override string Remedy => "Keep the guard, unless the next change is meant to delete the data.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        if (change is not { Kind: ChangeKind.Changed, Before: { } before, After: { } after })
            yield break;
        var guards = Guards.Annotations
            .Where(guard => before.Annotations.Text(guard.Key) == guard.Value && after.Annotations.Text(guard.Key) != guard.Value)
            .Select(guard => guard.Key).Order(StringComparer.Ordinal).ToList();
        if (guards.Count > 0)
            yield return Found(Severity.Danger, change, $"loses its guard {RuleText.List(guards)}.");
        foreach (var field in change.Fields.Where(field => Policies.Contains(field.Path.Last) && Keeps(field.Before) && !Keeps(field.After)))
            yield return Found(Severity.Danger, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}.");
    }

    static bool Keeps(object? policy) => policy is string text && text.ToUpperInvariant() is ("RETAIN" or "SNAPSHOT" or "ORPHAN");
}
