using System.Text;

namespace Basecamp.Triage.Ingest;

/// <summary>Makes text from outside safe to store and to show, without losing the rest of it.</summary>
static class CleanText
{
    public const string CutMarker = " …[cut]";

    /// <summary>
    /// Replaces what PostgreSQL refuses (NUL), what is not a character (lone surrogates) and what deceives the reader (control
    /// characters, direction overrides) by U+FFFD, and cuts to the length.
    /// </summary>
    public static string Clean(string? text, int maxChars)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(Math.Min(text.Length, maxChars + 16));
        for (var i = 0; i < text.Length; i++)
        {
            if (clean.Length >= maxChars - CutMarker.Length && text.Length > maxChars)
                return clean.Append(CutMarker).ToString();
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(c).Append(text[++i]);
            else
                clean.Append(IsHarmful(c) ? '\uFFFD' : c);
        }
        return clean.ToString();
    }

    static bool IsHarmful(char c) =>
        char.IsSurrogate(c) || char.IsControl(c) && c is not ('\n' or '\t' or '\r') ||
        c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
