using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Bundles;

/// <summary>
/// Hides what looks secret in what a bundle holds besides Secrets: values of variables and settings whose names say so, passwords in addresses and
/// arguments, private keys, and tokens. It guesses, so that a bundle should be looked through before it is published.
/// </summary>
static partial class BundleMask
{
    /// <summary>What stands in the place of a value.</summary>
    public const string Hidden = "[hidden]";

    /// <summary>The object without them.</summary>
    public static ImmutableDictionary<string, object> Object(ImmutableDictionary<string, object> body) => (ImmutableDictionary<string, object>)Value(body,
        isValues: false);

    /// <summary>A text, such as a log, without them.</summary>
    public static string Text(string text)
    {
        text = PrivateKey().Replace(text, Hidden);
        text = InAddress().Replace(text, $"${{before}}{Hidden}@");
        text = Token().Replace(text, Hidden);
        return Assigned().Replace(text, $"${{name}}{Hidden}");
    }

    static object Value(object value, bool isValues) => value switch
    {
        // Variables of containers and parameters of charts are pairs.
        ImmutableDictionary<string, object> map when map.Text("name") is { } name && map.Text("value") is not null && IsSecretName(name) =>
            map.SetItem("value", Hidden),
        ImmutableDictionary<string, object> map => map.ToImmutableDictionary(
            member => member.Key,
            member => member.Value is null ? null!
                // Values of charts are anybody's guess, and their names are not those of Kubernetes' fields.
                : isValues && member.Value is string or double && IsSecretName(member.Key) ? Hidden
                : Value(member.Value, isValues || member.Key is "values" or "valuesObject" or "helm" or "valuesContent"),
            StringComparer.Ordinal),
        ImmutableArray<object> list => list.Select(item => item is null ? null! : Value(item, isValues)).ToImmutableArray(),
        string text => Text(text),
        _ => value,
    };

    // secretName, tokenSecretRef and the like name Secrets and are no secrets.
    static bool IsSecretName(string name) => SecretName().IsMatch(name) && !Reference().IsMatch(name);

    [GeneratedRegex("pass(word|wd|phrase)?|secret|token|credential|api_?-?key|access_?-?key|private_?-?key|dsn|connection_?string|encryption_?key|webhook",
        RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("(Name|Ref|File|Path|Mount|Dir)$|_(NAME|FILE|PATH)$", RegexOptions.None)]
    private static partial Regex Reference();

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\z)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(?<before>[a-z][a-z0-9+.-]*://[^/@\s:]*:)[^/@\s]+@", RegexOptions.IgnoreCase)]
    private static partial Regex InAddress();

    // JSON web tokens, bearer tokens, and those that well-known services mark themselves.
    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*|(?<=\bBearer )[A-Za-z0-9._~+/-]{8,}=*|\b(gh[pousr]_|glpat-|xox[abprs]-|AKIA|hvs\.)[A-Za-z0-9._-]{8,}",
        RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<name>\b[\w.-]*(password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)[\w.-]*[""']?\s*[=:]\s*[""']?)(?!\[hidden\])[^\s""',;&]{4,}",
        RegexOptions.IgnoreCase)]
    private static partial Regex Assigned();
}
