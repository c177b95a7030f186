using YamlDotNet.Core;

namespace Basecamp.Manifests.Yaml;

/// <summary>Turns a YAML parser's complaint into what a person can act on.</summary>
static class YamlProblem
{
    /// <summary>The place and a hint, looked up in the text around it.</summary>
    public static InvalidYamlException Explain(string text, YamlException exception)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var (line, column) = ((int)exception.Start.Line, (int)exception.Start.Column);
        if (TabIndent(lines) is var tab and > 0)
            return new(tab, 1, "the line is indented with a tab.", "YAML allows only spaces there: replace each tab by two spaces.");

        var detail = Detail(exception);
        var shown = line >= 1 && line <= lines.Length ? lines[line - 1] : "";
        return new(line, column, $"not valid YAML: {detail}.", Hint(detail, shown));
    }

    static int TabIndent(string[] lines) =>
        Array.FindIndex(lines, line => line.AsSpan().TrimStart(' ') is ['\t', ..] && line.Trim().Length > 0) + 1;

    // "(Line: 3, Col: 5, Idx: 50) - (…): While scanning …, found …." -> "while scanning …, found …"
    static string Detail(YamlException exception)
    {
        var message = exception.Message;
        var end = message.LastIndexOf("): ", StringComparison.Ordinal);
        message = (end >= 0 ? message[(end + 3)..] : message).TrimEnd('.', ' ');
        return message.Length == 0 ? "it does not parse" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    static string Hint(string detail, string line)
    {
        if (detail.Contains("invalid mapping", StringComparison.OrdinalIgnoreCase)
            || detail.Contains("mapping values are not allowed", StringComparison.OrdinalIgnoreCase))
            return "Quote a value that contains ': ', and check that the line is indented like its siblings.";
        if (detail.Contains("did not find expected key", StringComparison.OrdinalIgnoreCase)
            || detail.Contains("did not find expected '-'", StringComparison.OrdinalIgnoreCase))
            return "Check the indentation: keys of one map, and dashes of one list, start in the same column.";
        if (detail.Contains("anchor", StringComparison.OrdinalIgnoreCase) || detail.Contains("alias", StringComparison.OrdinalIgnoreCase)
            || line.TrimStart().StartsWith('*'))
            return "A value that starts with '*' or '&' must be quoted.";
        if (detail.Contains("cannot start any token", StringComparison.OrdinalIgnoreCase))
            return "Quote a value that starts with @, `, % or another special character.";
        if (line.Count(character => character == '"') % 2 == 1 || line.Count(character => character == '\'') % 2 == 1)
            return "A quote on this line is not closed.";
        return "Check indentation, quotes and brackets on this line and the one before.";
    }
}
