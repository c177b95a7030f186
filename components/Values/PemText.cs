using System.Text.RegularExpressions;

namespace Basecamp.Components.Values;

/// <summary>Recognises PEM blocks by their lines, without reading what is in them.</summary>
static partial class PemText
{
    /// <summary>How to put a PEM block into a stack file, for messages.</summary>
    public const string HowTo = "Paste the whole block after `|`, from -----BEGIN to -----END.";

    /// <summary>True for one certificate or several.</summary>
    public static bool IsCertificate(string text) => Block(text) is { } kind && kind == "CERTIFICATE";

    /// <summary>True for a private key without passphrase, as TLS servers and clients read it.</summary>
    public static bool IsPlainPrivateKey(string text) =>
        Block(text) is "PRIVATE KEY" or "EC PRIVATE KEY" or "RSA PRIVATE KEY" && !text.Contains("ENCRYPTED", StringComparison.Ordinal);

    /// <summary>True for a private key in any form that SSH reads.</summary>
    public static bool IsSshPrivateKey(string text) => Block(text)?.EndsWith("PRIVATE KEY", StringComparison.Ordinal) == true;

    static string? Block(string text)
    {
        var match = Form().Match(text.Trim());
        return match.Success ? match.Groups["kind"].Value : null;
    }

    [GeneratedRegex(@"^-----BEGIN (?<kind>[A-Z ]+)-----\r?\n.*-----END \k<kind>-----\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}
