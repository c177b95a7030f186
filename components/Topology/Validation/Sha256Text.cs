namespace Basecamp.Components.Topology.Validation;

/// <summary>SHA-256 digests as <c>sha256sum</c> prints them.</summary>
static class Sha256Text
{
    /// <summary>The rule, for messages.</summary>
    public const string Rule = "a SHA-256 digest is 64 digits 0-9 and letters a-f";

    /// <summary>True for 64 lower-case hexadecimal digits.</summary>
    public static bool IsValid(string text) =>
        text.Length == 64 && text.All(letter => char.IsAsciiDigit(letter) || letter is >= 'a' and <= 'f');
}
