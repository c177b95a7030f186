namespace Basecamp.Manifests.Text;

/// <summary>Finds what a misspelt name probably meant.</summary>
public static class NearestName
{
    /// <summary><c> Did you mean `podCidrs`?</c> (with a leading space) when <see cref="Find"/> finds one, else an empty string.</summary>
    public static string Suggest(string name, IEnumerable<string> known) => Find(name, known) is { } near ? $" Did you mean `{near}`?" : "";

    /// <summary>
    /// The nearest of <paramref name="known"/>; null when none is near enough to be meant. Case, hyphens and underscores do not count; a third of the
    /// letters may differ, and two swapped neighbours are one difference. Else one that begins with the name, holds it, or is held by it.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        var wanted = Plain(name);
        if (wanted.Length == 0)
            return null;
        var limit = Math.Max(1, wanted.Length / 3);
        var candidates = known.Order(StringComparer.Ordinal).Select(candidate => (Name: candidate, Plain: Plain(candidate))).ToList();
        var near = candidates.Select(candidate => (candidate.Name, Distance: Distance(wanted, candidate.Plain, limit + 1)))
            .Where(candidate => candidate.Distance <= limit).ToList();
        return near.Count > 0
            ? near.MinBy(candidate => candidate.Distance).Name
            : candidates.Where(candidate => IsPartOf(wanted, candidate.Plain) || IsPartOf(candidate.Plain, wanted) || IsBeginningOf(wanted, candidate.Plain))
                .OrderBy(candidate => Math.Abs(candidate.Plain.Length - wanted.Length)).Select(candidate => candidate.Name).FirstOrDefault();
    }

    static string Plain(string name) => string.Concat(name.Where(letter => letter is not ('-' or '_'))).ToLowerInvariant();

    static bool IsPartOf(string shorter, string longer) => shorter.Length >= 4 && longer.Contains(shorter, StringComparison.Ordinal);

    static bool IsBeginningOf(string shorter, string longer) => shorter.Length > 1 && longer.StartsWith(shorter, StringComparison.Ordinal);

    // Optimal string alignment: one letter more, one less, another one, or two neighbours swapped.
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
                var substituted = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(substituted, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[left.Length, right.Length];
    }
}
