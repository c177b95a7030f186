using System.Text;
using System.Text.RegularExpressions;

namespace Basecamp.Cli.Diff.Output;

/// <summary>Text in Markdown that stays text, whatever is in it.</summary>
static partial class Markdown
{
    /// <summary>A sentence with values between backticks: they become code, the rest cannot be anything but words.</summary>
    public static string Prose(string text)
    {
        var parts = text.ReplaceLineEndings(" ").Split('`');
        // An odd number of backticks leaves the last part open; then it is not code.
        var built = new StringBuilder();
        foreach (var (index, part) in parts.Index())
            built.Append(index % 2 == 0 || index == parts.Length - 1 ? Words(part) : Code(part));
        return built.ToString();
    }

    /// <summary>A value as code on one line.</summary>
    public static string Code(string text) => $"`{text.ReplaceLineEndings(" ").Replace('`', '\'')}`";

    /// <summary>Text inside of an HTML element.</summary>
    public static string Html(string text) => text.ReplaceLineEndings(" ")
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Lines of a diff between fences that nothing in them can close.</summary>
    public static string Fence(IEnumerable<DiffLine> lines)
    {
        var text = string.Concat(lines.Select(line => line.Sign == '@' ? $"@@ {line.Text} @@\n" : $"{line.Sign} {line.Text}\n"));
        var longest = Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty().Max();
        var fence = new string('`', Math.Max(3, longest + 1));
        return $"{fence}diff\n{text}{fence}\n";
    }

    // A mention would notify people, a number would link issues.
    static string Words(string text) => Special().Replace(Html(text), "\\$0").Replace("@", "@\u200b", StringComparison.Ordinal);

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"[\\*_\[\]#|~!]")]
    private static partial Regex Special();
}
