using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG008: a volume gets smaller.</summary>
sealed class StorageShrunk : ObjectRule
{
    static readonly string[] Sizes = ["size", "storage", "storageSize", "volumeSize"];

    /// <inheritdoc/>
    public override string Id => "DG008";

    /// <inheritdoc/>
    public override string Title => "Volume gets smaller";

    /// <inheritdoc/>
    public override string Why => "Volumes only grow: the API server refuses this, or the object is replaced by an empty one.";

    /// <inheritdoc/>
    public override string Remedy => "Keep the size, or move the data to a new, smaller volume under another name.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack) =>
        from field in change.Fields
        where change.Id.Kind is not ("ResourceQuota" or "LimitRange") && Sizes.Contains(field.Path.Last) && !IsLimit(field.Path)
        where IsSize(field.Before) && Quantities.IsLower(field.Before, field.After)
        select Found(Severity.Danger, change, $"{RuleText.Code(field.Path)}: {RuleText.Change(field.Before, field.After)}.");

    // Plain numbers named size are pool sizes, page sizes and the like.
    static bool IsSize(object? value) => value is string text && text.Length > 1 && char.IsAsciiLetter(text[^1]);

    static bool IsLimit(FieldPath path) => path.Segments().Any(segment => segment is "limits" or "emptyDir");
}
