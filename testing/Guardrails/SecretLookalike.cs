using System.Text.RegularExpressions;

namespace Basecamp.Testing.Guardrails;

/// <summary>Recognises what is probably a secret, by the name that it has or by the form of the value.</summary>
static partial class SecretLookalike
{
    /// <summary>What a variable's value looks like, e.g. <c>a private key</c>; null when it looks harmless. Never holds the value.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value.</param>
    public static string? Of(string name, string value) => InValue(value) ?? (IsNamedLikeOne(name) && MayBeOne(value) ? "what looks like a secret" : null);

    /// <summary>What a text holds that is a secret by its form; null when there is nothing.</summary>
    public static string? InValue(string value)
    {
        if (PrivateKey().IsMatch(value))
            return "a private key";
        if (AwsKey().IsMatch(value))
            return "an access key of AWS";
        if (ForgeToken().IsMatch(value))
            return "a token of GitHub, GitLab or Slack";
        if (WebToken().IsMatch(value))
            return "a JSON Web Token";
        return UrlWithPassword().IsMatch(value) ? "an address with a password" : null;
    }

    // A file or an address that has to do with the secret is none; neither is how long it is valid.
    static bool IsNamedLikeOne(string name) => SecretName().IsMatch(Words(name));

    // A switch, a number, a path, another variable.
    static bool MayBeOne(string value) =>
        value.Length > 0 && value is not ("true" or "false" or "[secret]") && value[0] is not ('/' or '$') && !value.All(char.IsAsciiDigit);

    // DbPassword, db-password and Db__Password are DB_PASSWORD.
    static string Words(string name) => CamelCase().Replace(name, "_").Replace('-', '_').Replace('.', '_').Replace(':', '_').ToUpperInvariant();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----|PuTTY-User-Key-File-|AGE-SECRET-KEY-1")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b(AKIA|ASIA)[0-9A-Z]{16}\b")]
    private static partial Regex AwsKey();

    [GeneratedRegex(@"\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|glpat-[A-Za-z0-9_-]{20,}|xox[abprs]-[A-Za-z0-9-]{10,})")]
    private static partial Regex ForgeToken();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.")]
    private static partial Regex WebToken();

    [GeneratedRegex(@"[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@$]+@", RegexOptions.IgnoreCase)]
    private static partial Regex UrlWithPassword();

    [GeneratedRegex("(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|SECRET_KEY|ACCESS_KEY|SECRET_ACCESS_KEY|CREDENTIALS?)$")]
    private static partial Regex SecretName();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex CamelCase();
}
