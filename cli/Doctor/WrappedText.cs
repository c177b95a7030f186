namespace Basecamp.Cli.Doctor;

/// <summary>Breaks what a cluster says into lines.</summary>
static class WrappedText
{
    /// <summary>The text without control characters, line breaks included.</summary>
    public static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    /// <summary>The lines of a text, broken between words.</summary>
    // What clusters say comes with line breaks and with whatever a program wrote to its log: control characters would reach the terminal.
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        var plain = Plain(text);
        if (plain.Length > 600)
            plain = $"{plain[..600]} …";
        foreach (var word in plain.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        if (line.Length > 0)
            yield return line;
    }
}
