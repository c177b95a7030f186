namespace Basecamp.Testing.Contracts;

/// <summary>Finds the known word that a misspelt one most likely stands for.</summary>
static class Spelling
{
    /// <summary>The nearest of <paramref name="known"/>; null when none is near enough to be meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        // A third of the letters wrong is another word, not a typing mistake; short words get one mistake.
        var limit = Math.Max(1, word.Length / 3);
        string? best = null;
        var least = limit + 1;
        foreach (var candidate in known.Order(StringComparer.Ordinal))
        {
            var distance = string.Equals(word, candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(word, candidate, least);
            if (distance < least)
                (best, least) = (candidate, distance);
        }
        return best ?? known.Where(candidate => Contains(candidate, word) || Contains(word, candidate))
            .OrderBy(candidate => Math.Abs(candidate.Length - word.Length)).ThenBy(candidate => candidate, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    static bool Contains(string longer, string shorter) =>
        shorter.Length >= 4 && longer.Contains(shorter, StringComparison.OrdinalIgnoreCase);

    // Damerau's: one letter more, one less, another one, or two neighbours swapped. Upper and lower case count as equal.
    static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit)
            return limit;
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[left.Length, right.Length];
    }

    static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
