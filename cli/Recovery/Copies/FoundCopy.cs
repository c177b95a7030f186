namespace Basecamp.Cli.Recovery.Copies;

/// <summary>The newest copy of something, as its bucket has it.</summary>
/// <param name="Made">When the last scheduled copy was made; null when there is none that could be restored.</param>
/// <param name="RestorableTo">The moment that can be gone back to: later than <paramref name="Made"/> where changes are archived in between.</param>
/// <param name="Detail">Which one it is, for people.</param>
/// <param name="Problem">Why it cannot be relied on; null when it can.</param>
sealed record FoundCopy(DateTimeOffset? Made, DateTimeOffset? RestorableTo, string Detail, string? Problem)
{
    /// <summary>Name by which it is restored; null where there is none.</summary>
    public string? Name { get; init; }

    /// <summary>A copy that holds what was there when it was made.</summary>
    public static FoundCopy At(DateTimeOffset made, string detail, string? problem = null) => new(made, made, detail, problem);

    /// <summary>Nothing that could be restored.</summary>
    public static FoundCopy None(string problem) => new(null, null, "", problem);
}
