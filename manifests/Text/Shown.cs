using System.Text.Json;
using System.Text.RegularExpressions;

namespace Basecamp.Manifests.Text;

/// <summary>
/// Writes a configured value into a message: quoted, on one line, short, and without what does not belong into a plain setting:
/// private keys, and <c>user:password@</c>.
/// </summary>
public static partial class Shown
{
    const int Longest = 80;

    /// <summary>A text value, e.g. <c>"10.0.0.1"</c>.</summary>
    public static string Text(string value)
    {
        if (value.Contains("PRIVATE KEY", StringComparison.OrdinalIgnoreCase))
            return "a private key (not shown)";
        var line = Credentials().Replace(value.ReplaceLineEndings(" "), "…@");
        return line.Length <= Longest ? $"\"{line}\"" : $"\"{line[..Longest]}…\"";
    }

    /// <summary>What kind of value JSON holds, with the value where it is short: <c>the number 3</c>, <c>a list</c>.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"the text {Text(value.GetString()!)}",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a section of keys",
        _ => "nothing",
    };

    /// <summary>Like <see cref="Kind"/>, without the value: for settings that hold secrets.</summary>
    public static string KindOnly(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => Kind(value),
    };

    /// <summary>Names as an enumeration in backquotes: <c>`ssh`, `k3d` or `vagrant`</c>.</summary>
    public static string OneOf(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "nothing",
        1 => $"`{names[0]}`",
        _ => $"{string.Join(", ", names.SkipLast(1).Select(name => $"`{name}`"))} or `{names[^1]}`",
    };

    [GeneratedRegex(@"(?<=^|//)[^/@\s]*:[^/@\s]*@")]
    private static partial Regex Credentials();
}
