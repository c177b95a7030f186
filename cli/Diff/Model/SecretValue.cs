using Basecamp.Testing.Guardrails;

namespace Basecamp.Cli.Diff.Model;

/// <summary>A value that is never shown. Two of them can be told apart where both states know the same thing about it.</summary>
sealed class SecretValue
{
    readonly string? plain;
    readonly string? cipher;

    SecretValue(string? plain, string? cipher) => (this.plain, this.cipher) = (plain, cipher);

    /// <summary>A secret that this process knows.</summary>
    public static SecretValue OfPlain(string text) => new(text, null);

    /// <summary>A secret that only Pulumi can decrypt; it keeps the text as long as the value stays.</summary>
    public static SecretValue OfCipher(string text) => new(null, text);

    /// <summary>A secret of which nothing is known.</summary>
    public static SecretValue Unknown { get; } = new(null, null);

    /// <summary>Whether it certainly is another value. False when that cannot be told.</summary>
    public bool DiffersFrom(SecretValue other) =>
        (plain is not null && other.plain is not null && plain != other.plain)
        || (cipher is not null && other.cipher is not null && cipher != other.cipher);

    /// <summary>The text to search for elsewhere; null when it is not known, or when such a text is found in places by chance: user and host
    /// names are secret in a Secret, too.</summary>
    public string? Searchable =>
        plain?.Trim() is { Length: >= SecretTexts.MinimumLength and <= 4096 } text
        && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetter) && !text.AsSpan().ContainsAny("./ \n")
            ? text
            : null;

    /// <summary><c>(secret)</c>, whatever it is.</summary>
    public override string ToString() => "(secret)";
}
