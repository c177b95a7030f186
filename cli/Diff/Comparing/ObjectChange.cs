using Basecamp.Cli.Diff.Model;

namespace Basecamp.Cli.Diff.Comparing;

/// <summary>An object that is not the same in both states.</summary>
/// <param name="Before">The old state of it; null when added.</param>
/// <param name="After">The new state of it; null when removed.</param>
/// <param name="Fields">What differs; empty for an object that is added or removed as a whole.</param>
sealed record ObjectChange(DiffObject? Before, DiffObject? After, IReadOnlyList<FieldChange> Fields)
{
    /// <summary>The object: as it will be, or as it was when it is removed.</summary>
    public DiffObject Object => After ?? Before!;

    /// <summary>What it is.</summary>
    public ObjectId Id => Object.Id;

    /// <summary>The group that a reviewer looks for it in.</summary>
    public string App => Object.App;

    /// <summary>What happened to it.</summary>
    public ChangeKind Kind => Before is null ? ChangeKind.Added : After is null ? ChangeKind.Removed : ChangeKind.Changed;
}
