using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG063: a container gets less memory.</summary>
sealed class LessMemory : ObjectRule
{
    /// <inheritdoc/>
    public override string Id => "DG063";

    /// <inheritdoc/>
    public override string Title => "Less memory";

    /// <inheritdoc/>
    public override string Why => "A program that needs more is killed, again and again.";

    /// <inheritdoc/>
    public override string Remedy => "Compare with what it uses at its peak.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack) =>
        from field in change.Fields
        where field.Path.Last is "memory" && field.Path.Parent?.Last is "limits" or "requests" && Quantities.IsLower(field.Before, field.After)
        select Found(Severity.Caution, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}.");
}
