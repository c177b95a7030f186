using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG053: an image or chart changes.</summary>
sealed class VersionChanged : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG053";

    /// <inheritdoc/>
    public override string Title => "New version";

    /// <inheritdoc/>
    public override string Why => "Its pods are started again, one after another.";

    /// <inheritdoc/>
    public override string Remedy => "Read the release notes.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack) =>
        from version in VersionChanges.Of(change)
        let old = VersionText.Of(version.Before)
        let current = VersionText.Of(version.After)
        // What is not pinned has a finding of its own.
        where version.IsPinned
        where old is null || current is null || (current.Major == old.Major && current.CompareTo(old) >= 0)
        select Found(Severity.Notice, change, $"{version.Where}: {RuleText.Change(version.Before, version.After)}.");
}
