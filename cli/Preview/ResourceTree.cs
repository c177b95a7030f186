using Basecamp.Components.Charts;
using Basecamp.Components.Connections;
using Basecamp.Components.Namespaces;
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
        var rows = all ? [.. siblings.Select(sibling => new Row(sibling, null))] : Folded(siblings);
        for (var i = 0; i < rows.Count; i++)
        {
            var isLast = i == rows.Count - 1;
            lines.Add(new(indent + (isLast ? glyphs.Last : glyphs.Middle), rows[i].Resource, rows[i].More));
            if (rows[i].Resource is { } resource && (all || !SaysItAll(resource)))
                AddSiblings(resource.Children, indent + (isLast ? glyphs.Blank : glyphs.Through));
        }
    }

    // Their own line says what is in them; a platform has dozens, and each is like the other.
    static bool SaysItAll(RecordedResource resource) => resource.Resource is ManagedNamespace or HelmChart or Connection;

    // The line for the folded ones stands behind those of their kind that are shown.
    static List<Row> Folded(IReadOnlyList<RecordedResource> siblings)
    {
        var kinds = siblings.GroupBy(ResourceText.ShortType, StringComparer.Ordinal)
            .ToDictionary(kind => kind.Key, kind => kind.ToList(), StringComparer.Ordinal);
        var shown = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<Row>();
        foreach (var sibling in siblings)
        {
            var type = ResourceText.ShortType(sibling);
            var position = shown[type] = shown.GetValueOrDefault(type) + 1;
            if (kinds[type].Count <= ShownInFull || position <= ShownWhenFolded)
                rows.Add(new(sibling, null));
            else if (position == ShownWhenFolded + 1)
                rows.Add(new(null, More(type, kinds[type][ShownWhenFolded..])));
        }
        return rows;
    }

    static string More(string type, List<RecordedResource> hidden)
    {
        var inside = hidden.Sum(Descendants);
        var more = ResourceText.Several(hidden.Count, type, "more ");
        return $"{more}{(inside > 0 ? $" with {PreviewReport.Count(inside, "resource")}" : "")}";
    }

    readonly record struct Row(RecordedResource? Resource, string? More);

    static int Descendants(RecordedResource resource) => resource.Children.Sum(child => 1 + Descendants(child));
}
