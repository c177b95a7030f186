using Basecamp.Cli.Diff.Comparing;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>DG005: a database, user or bucket is dropped from a list.</summary>
sealed class DatabaseEntryRemoved : ObjectRule
{
    static readonly string[] Lists =
    [
        "spec.managed.roles.*", "spec.databases.*", "spec.users.*", "spec.buckets.*", "spec.externalClusters.*", "spec.tablespaces.*",
    ];

    /// <inheritdoc/>
    public override string Id => "DG005";

    /// <inheritdoc/>
    public override string Title => "Database entry dropped";

    /// <inheritdoc/>
    public override string Why => "Its users lose access. Some operators drop it with its data, others leave it behind unmanaged.";

    /// <inheritdoc/>
    public override string Remedy => "Make sure nothing connects with it any more, and dump what is worth keeping.";

    private protected override IEnumerable<ChangeFinding> Check(ObjectChange change, StackChange stack) =>
        from field in change.Fields
        where IsStore(change.Id.Group) && field.Kind == ChangeKind.Removed
        let dropped = Dropped(field.Path)
        where dropped is not null
        select Found(Severity.Danger, change, dropped);

    static bool IsStore(string group) => group.Contains('.') && !group.EndsWith(".k8s.io", StringComparison.Ordinal);

    // One entry of a list, or the list as a whole.
    static string? Dropped(FieldPath path)
    {
        if (Lists.Any(path.Is))
            return $"drops {RuleText.Code(path.Last)} from {RuleText.Code(path.Parent!)}.";
        return path.Is("spec.managed") || Lists.Any(list => path.Is(list[..^2])) ? $"drops everything in {RuleText.Code(path)}." : null;
    }
}
