using Basecamp.Cli.Diff.Output;

namespace Basecamp.Cli.Diff.Rules;

/// <summary>Words for messages.</summary>
static class RuleText
{
    /// <summary>A value between backticks, on one line and not too long.</summary>
    public static string Code(object? value) => $"`{ValueText.Inline(value, 120).Replace('`', '\'')}`";

    /// <summary>Old and new value.</summary>
    public static string Change(object? before, object? after) => $"{Code(before)} → {Code(after)}";

    /// <summary>Values between backticks, with commas.</summary>
    public static string List(IEnumerable<string> values, int most = 6)
    {
        var all = values.ToList();
        var shown = string.Join(", ", all.Take(most).Select(Code));
        return all.Count > most ? $"{shown} and {all.Count - most} more" : shown;
    }
}
