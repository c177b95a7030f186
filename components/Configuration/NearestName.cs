namespace Basecamp.Components.Configuration;

/// <summary>Finds what a misspelt name probably meant.</summary>
public static class NearestName
{
    /// <summary>
    /// <c> Did you mean `podCidrs`?</c> (with a leading space) when one of <paramref name="known"/> is close to <paramref name="name"/>,
    /// else an empty string. Case, hyphens and underscores do not count; otherwise a third of the letters may differ.
    /// </summary>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        var wanted = Plain(name);
        var best = known
            .Select(candidate => (Name: candidate, Distance: Distance(wanted, Plain(candidate))))
            .Where(candidate => candidate.Distance <= Math.Max(1, wanted.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name is null ? "" : $" Did you mean `{best.Name}`?";
    }

    static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>Levenshtein distance: insertions, deletions and substitutions that turn one into the other.</summary>
    static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substituted = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
