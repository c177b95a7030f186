namespace Basecamp.Cli.Diff.Comparing;

/// <summary>A difference inside an object.</summary>
/// <param name="Path">Where.</param>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Before">The old value; null when added.</param>
/// <param name="After">The new value; null when removed.</param>
sealed record FieldChange(FieldPath Path, ChangeKind Kind, object? Before, object? After);

/// <summary>What happened to an object or a field.</summary>
enum ChangeKind
{
    /// <summary>It is in both states, and differs.</summary>
    Changed,

    /// <summary>It is only in the new state.</summary>
    Added,

    /// <summary>It is only in the old state.</summary>
    Removed,
}
