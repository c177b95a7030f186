namespace Basecamp.Cli.Preview;

/// <summary>The characters a tree and its marks are drawn with.</summary>
/// <param name="Middle">Before an element with more to follow.</param>
/// <param name="Last">Before the last element.</param>
/// <param name="Through">Past an element with more to follow.</param>
/// <param name="Blank">Past the last element.</param>
/// <param name="Dot">Between facts.</param>
/// <param name="Ellipsis">Where text is cut.</param>
/// <param name="Bad">Before a problem.</param>
/// <param name="Warn">Before a warning.</param>
/// <param name="Rule">Fills a heading's line.</param>
sealed record TreeGlyphs(
    string Middle, string Last, string Through, string Blank, string Dot, string Ellipsis, string Bad, string Warn, char Rule)
{
    /// <summary>For any terminal made this century.</summary>
    public static TreeGlyphs Unicode { get; } = new("├─ ", "└─ ", "│  ", "   ", " · ", "…", "✗", "!", '─');

    /// <summary>For the rest.</summary>
    public static TreeGlyphs Ascii { get; } = new("|- ", "`- ", "|  ", "   ", ", ", "...", "x", "!", '-');
}
