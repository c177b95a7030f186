namespace Basecamp.Cli;

/// <summary>Guesses what was meant by a misspelt name.</summary>
static class Nearest
{
    /// <summary>The candidate fewest edits away from <paramref name="name"/>; null when none is within a third of its length.</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3);
        return candidates
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(guess => guess.distance <= limit || (name.Length > 1 && guess.candidate.StartsWith(name, StringComparison.Ordinal)))
            .OrderBy(guess => guess.distance)
            .Select(guess => guess.candidate)
            .FirstOrDefault();
    }

    // Optimal string alignment: insertions, deletions, substitutions and swapped neighbours.
    static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(substitution, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[left.Length, right.Length];
    }
}
