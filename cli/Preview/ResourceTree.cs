using Basecamp.Testing;

namespace Basecamp.Cli.Preview;

/// <summary>Lays resources out as a tree, folding long runs of siblings of the same kind.</summary>
/// <param name="glyphs">The lines to draw with.</param>
/// <param name="all">True to fold nothing.</param>
sealed class ResourceTree(TreeGlyphs glyphs, bool all)
{
    // Six nodes of a kind are still read one by one; beyond, the first few stand for the rest.
    const int ShownInFull = 6;
    const int ShownWhenFolded = 4;

    readonly List<TreeLine> lines = [];

    /// <summary>The lines for <paramref name="roots"/> and everything below them.</summary>
    public IReadOnlyList<TreeLine> Lines(IReadOnlyList<RecordedResource> roots)
    {
        AddSiblings(roots, "");
        return lines;
    }

    void AddSiblings(IReadOnlyList<RecordedResource> siblings, string indent)
    {
        var folded = all ? [] : Folded(siblings);
        var shown = siblings.Where(sibling => !folded.Any(fold => fold.Hidden.Contains(sibling))).ToList();
        for (var i = 0; i < shown.Count; i++)
        {
            var isLast = i == shown.Count - 1 && folded.Count == 0;
            lines.Add(new(indent + (isLast ? glyphs.Last : glyphs.Middle), shown[i], null));
            AddSiblings(shown[i].Children, indent + (isLast ? glyphs.Blank : glyphs.Through));
        }
        for (var i = 0; i < folded.Count; i++)
        {
            var branch = i == folded.Count - 1 ? glyphs.Last : glyphs.Middle;
            lines.Add(new(indent + branch, null, folded[i].Text));
        }
    }

    static List<(string Text, HashSet<RecordedResource> Hidden)> Folded(IReadOnlyList<RecordedResource> siblings) =>
        [.. siblings.GroupBy(ResourceText.ShortType, StringComparer.Ordinal)
            .Where(kind => kind.Count() > ShownInFull)
            .Select(kind =>
            {
                var hidden = kind.Skip(ShownWhenFolded).ToHashSet();
                var inside = hidden.Sum(Descendants);
                var text = $"{hidden.Count:N0} more {kind.Key}{(inside > 0 ? $" with {PreviewReport.Count(inside, "resource")}" : "")}";
                return (text, hidden);
            })];

    static int Descendants(RecordedResource resource) => resource.Children.Sum(child => 1 + Descendants(child));
}
