namespace Basecamp.Components.Values;

/// <summary>Paths on a Linux machine.</summary>
static class AbsolutePath
{
    /// <summary>The rule, for messages.</summary>
    public const string Rule = "must be an absolute path without `.`, `..`, spaces and a slash at its end, such as /var/lib/rancher/k3s";

    /// <summary>True for a normalized absolute path below <c>/</c> that no shell or unit file needs to quote.</summary>
    public static bool IsValid(string path) =>
        path.StartsWith('/') && path[1..].Split('/').All(part => part is not ("" or "." or "..") && part.All(IsPlain));

    static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '+' or ':' or '@' or ',';
}
