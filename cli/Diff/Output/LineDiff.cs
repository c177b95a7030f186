namespace Basecamp.Cli.Diff.Output;

/// <summary>Compares two texts line by line.</summary>
static class LineDiff
{
    const int Context = 2;

    // Beyond this the comparison costs more than anybody reads.
    const long MaximumCells = 4_000_000;

    /// <summary>Changed lines with a few equal ones around; parts that are far apart are separated by <c>…</c>.</summary>
    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var (old, current) = (Lines(before), Lines(after));
        var start = 0;
        while (start < old.Length && start < current.Length && old[start] == current[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < current.Length - start && old[^(end + 1)] == current[^(end + 1)])
            end++;
        List<DiffLine> all =
        [
            .. old.Take(start).Select(line => new DiffLine(' ', line)),
            .. Middle(old[start..^end], current[start..^end]),
            .. old.Skip(old.Length - end).Select(line => new DiffLine(' ', line)),
        ];
        return Shorten(all);
    }

    static string[] Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines.Length > 1 && lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    // Longest common subsequence, from the end so that it can be read off from the start.
    static IEnumerable<DiffLine> Middle(string[] old, string[] current)
    {
        if ((long)old.Length * current.Length > MaximumCells)
            return [.. old.Select(line => new DiffLine('-', line)), .. current.Select(line => new DiffLine('+', line))];
        var lengths = new int[old.Length + 1, current.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = current.Length - 1; j >= 0; j--)
                lengths[i, j] = old[i] == current[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }
        var lines = new List<DiffLine>();
        var (x, y) = (0, 0);
        while (x < old.Length || y < current.Length)
        {
            if (x < old.Length && y < current.Length && old[x] == current[y])
            {
                Add(' ', old[x++]);
                y++;
            }
            else if (x < old.Length && (y == current.Length || lengths[x + 1, y] >= lengths[x, y + 1]))
                Add('-', old[x++]);
            else
                Add('+', current[y++]);
        }
        return lines;

        void Add(char sign, string text) => lines.Add(new(sign, text));
    }

    static List<DiffLine> Shorten(List<DiffLine> all)
    {
        var near = new bool[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Sign == ' ')
                continue;
            for (var j = Math.Max(0, i - Context); j <= Math.Min(all.Count - 1, i + Context); j++)
                near[j] = true;
        }
        var shown = new List<DiffLine>();
        for (var i = 0; i < all.Count; i++)
        {
            if (near[i])
                shown.Add(all[i]);
            else if (shown.Count > 0 && near[i - 1] && Array.IndexOf(near, true, i) >= 0)
                shown.Add(new(' ', "…"));
        }
        return shown;
    }
}

/// <summary>A line of a diff.</summary>
/// <param name="Sign"><c>-</c> removed, <c>+</c> added, <c>!</c> changed without being shown, <c>@</c> a heading, blank for equal.</param>
/// <param name="Text">The line.</param>
readonly record struct DiffLine(char Sign, string Text);
