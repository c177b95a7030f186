namespace Basecamp.Cli.Render;

/// <summary>How a directory differs from what a stack renders to; paths in ordinal order.</summary>
/// <param name="Missing">Rendered, but not there.</param>
/// <param name="Stale">There with other content.</param>
/// <param name="Extra">Written by an earlier render and no longer rendered.</param>
/// <param name="Foreign">Those of <paramref name="Stale"/> that no render wrote.</param>
sealed record RenderChanges(
    IReadOnlyList<string> Missing, IReadOnlyList<string> Stale, IReadOnlyList<string> Extra, IReadOnlyList<string> Foreign)
{
    /// <summary>How many files differ.</summary>
    public int Count => Missing.Count + Stale.Count + Extra.Count;
}
