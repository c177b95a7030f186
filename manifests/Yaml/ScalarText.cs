using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Basecamp.Manifests.Yaml;

/// <summary>How a single text or number is spelled in YAML.</summary>
static partial class ScalarText
{
    /// <summary>On one line: plain where no reader can mistake it, double-quoted otherwise.</summary>
    public static string Inline(string text) => IsPlain(text) ? text : Quoted(text);

    /// <summary>An integer without fraction or exponent where possible, the shortest exact text otherwise.</summary>
    public static string Inline(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentException(
                $"{number.ToString(CultureInfo.InvariantCulture)} cannot be written: JSON, and so Kubernetes, has no such number.");
        return Math.Abs(number) < 1e15 && Math.Truncate(number) == number
            ? number.ToString("0", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
    }

    /// <summary>Whether several lines can be shown as they are.</summary>
    public static bool FitsLiteralBlock(string text)
    {
        var content = text.AsSpan().TrimStart('\n');
        // Leading blanks would be taken for indentation; other control characters need escapes.
        return text.Contains('\n')
            && content.Length > 0
            && content[0] is not (' ' or '\t')
            && !text.AsSpan().ContainsAnyExcept(Printable)
            && !HasSurrogate(text);
    }

    /// <summary>Writes <c>|</c> with the chomping that keeps the trailing newlines, then the lines.</summary>
    public static void WriteLiteralBlock(StringBuilder output, string text, int indent)
    {
        var body = text.TrimEnd('\n');
        var trailing = text.Length - body.Length;
        output.Append(trailing switch { 0 => " |-\n", 1 => " |\n", _ => " |+\n" });
        foreach (var line in body.Split('\n'))
        {
            if (line.Length > 0)
                output.Append(' ', indent).Append(line);
            output.Append('\n');
        }
        output.Append('\n', Math.Max(0, trailing - 1));
    }

    static readonly System.Buffers.SearchValues<char> Printable = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue).Select(code => (char)code).Where(IsPrintable)]);

    static bool IsPrintable(char character) =>
        character is '\n' or '\t' or (>= ' ' and <= '~') or (>= '\u00a0' and <= '\ud7ff' and not '\u2028' and not '\u2029')
            or (>= '\ue000' and <= '\ufffd' and not '\ufeff');

    static bool HasSurrogate(string text) => text.Any(char.IsSurrogate);

    static bool IsPlain(string text) => PlainText().IsMatch(text) && !OtherType().IsMatch(text);

    static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\r' => quoted.Append("\\r"),
                _ when IsPrintable(character) || char.IsSurrogate(character) => quoted.Append(character),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
            };
        }
        return quoted.Append('"').ToString();
    }

    // Starts harmlessly, has no ": " or " #", and ends neither in a blank nor in a colon.
    [GeneratedRegex(@"\A[A-Za-z0-9/_.+$(-](?:[^\x00-\x1f\x7f-\uffff:#]|:(?=[^\s,\[\]{}])|(?<!\s)#)*(?<!\s)\z")]
    private static partial Regex PlainText();

    [GeneratedRegex(
        """
        \A(?:
          ~ | null | true | false | y | n | yes | no | on | off            # booleans and null, 1.1 included
        | [-+]?[0-9][0-9_,]* | [-+]?0x[0-9a-f_]+ | [-+]?0o?[0-7_]+ | [-+]?0b[01_]+
        | [-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:e[-+]?[0-9]+)?   # floats
        | [-+]?\.(?:inf|nan)
        | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?                 # base 60: ports and times
        | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\s].*)?                       # timestamps
        | -+ | -\s.* | \.{3}.* | ---.* | << | =
        )\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherType();
}
