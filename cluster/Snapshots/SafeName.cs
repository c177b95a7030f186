using System.Text.RegularExpressions;

namespace Basecamp.Cluster.Snapshots;

/// <summary>
/// What may stand in a command that people copy. An API server refuses other names; a dump, a log or an event can say anything.
/// </summary>
static partial class SafeName
{
    /// <summary>Whether a shell reads <paramref name="text"/> as one word that is no option.</summary>
    public static bool Is(string text) => Allowed().IsMatch(text);

    /// <summary><paramref name="text"/>, or a question mark in its place.</summary>
    public static string Of(string text) => text.Length == 0 || Is(text) ? text : "?";

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:@/+-]*\z")]
    private static partial Regex Allowed();
}
