using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG052: an image or chart gets a new major version.</summary>
sealed class MajorVersion : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG052";

    /// <inheritdoc/>
    public override string Title => "New major version";

    /// <inheritdoc/>
    public override string Why => "Major versions change values, definitions and stored data on purpose.";

    /// <inheritdoc/>
    public override string Remedy => "Read the upgrade notes, and the changes of the values against the new chart.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack)
    {
        foreach (var (where, before, after, _) in VersionChanges.Of(change))
        {
            if (VersionText.Of(after) is { } current && VersionText.Of(before) is { } old && current.Major > old.Major)
                yield return Found(Severity.Caution, change, $"{where}: {RuleText.Change(before, after)}.");
        }
    }
}
