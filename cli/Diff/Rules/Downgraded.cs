using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG051: an image or chart goes back to an older version.</summary>
sealed class Downgraded : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG051";

    /// <inheritdoc/>
    public override string Title => "Older version";

    /// <inheritdoc/>
    public override string Why => "Programs read what older ones wrote, seldom the reverse: databases and migrations do not go back.";

    /// <inheritdoc/>
    public override string Remedy => "Read the release notes on downgrades, and have a backup from before.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        foreach (var (where, before, after, _) in VersionChanges.Of(change))
        {
            if (VersionText.Of(after) is { } current && VersionText.Of(before) is { } old && current.CompareTo(old) < 0)
                yield return Found(StatefulKinds.Includes(change.Object) ? Severity.Danger : Severity.Caution, change, $"{where}: {RuleText.Change(before, after)}.");
        }
    }
}
