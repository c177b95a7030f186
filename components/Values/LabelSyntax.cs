using System.Text.RegularExpressions;

namespace Basecamp.Components.Values;

/// <summary>Syntax of Kubernetes label keys and values; taint keys and values follow it too.</summary>
static partial class LabelSyntax
{
    /// <summary>The rule of keys, for messages.</summary>
    public const string KeyRule = "a key is an optional DNS name and `/`, then at most 63 letters, digits, `-`, `_` and `.`, beginning "
        + "and ending "
        + "with a letter or digit";

    /// <summary>The rule of values, for messages.</summary>
    public const string ValueRule = "a value is at most 63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or "
        + "digit, or empty";

    /// <summary>True for a key such as <c>disk</c> or <c>example.com/disk</c>.</summary>
    public static bool IsKey(string key) => key.Split('/') switch
    {
        [var name] => IsNonEmptyName(name),
        [var prefix, var name] => DnsNames.IsName(prefix) && IsNonEmptyName(name),
        _ => false,
    };

    /// <summary>True for a value, which may be empty.</summary>
    public static bool IsValue(string value) => value.Length == 0 || IsNonEmptyName(value);

    /// <summary>The DNS name before the slash, or an empty string.</summary>
    public static string PrefixOf(string key) => key.Split('/') is [var prefix, _, ..] ? prefix : "";

    static bool IsNonEmptyName(string name) => name.Length <= 63 && Name().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?\z")]
    private static partial Regex Name();
}
