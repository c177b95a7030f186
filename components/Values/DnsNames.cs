using System.Text.RegularExpressions;
using Basecamp.Manifests.Addresses;

namespace Basecamp.Components.Values;

/// <summary>Names by RFC 1123, as Kubernetes and TLS certificates take them.</summary>
static partial class DnsNames
{
    /// <summary>The rule of <see cref="IsLabel"/>, for messages.</summary>
    public const string LabelRule = "lower-case letters, digits and hyphens, beginning and ending with a letter or digit";

    /// <summary>True for one part of a DNS name, of at most <paramref name="longest"/> characters.</summary>
    public static bool IsLabel(string text, int longest = 63) => text.Length <= longest && Label().IsMatch(text);

    /// <summary>True for a lower-case DNS name of at most 253 characters, with one label or more; addresses are not names.</summary>
    public static bool IsName(string text) =>
        text.Length <= 253 && !IpText.IsAddress(text) && text.Split('.').All(part => IsLabel(part)) && !LooksLikeAddress(text);

    /// <summary>True for a DNS name in any case, or an IP address.</summary>
    public static bool IsHost(string text) => IsName(text.ToLowerInvariant()) || IpText.IsAddress(text);

    /// <summary>True for a host, with <c>:port</c> or without. IPv6 addresses are in brackets.</summary>
    public static bool IsHostAndPort(string text)
    {
        var match = HostAndPort().Match(text);
        if (!match.Success)
            return false;
        var host = match.Groups["six"].Success ? match.Groups["six"].Value : match.Groups["host"].Value;
        return IsHost(host) && (!match.Groups["port"].Success || Ports.IsPort(match.Groups["port"].Value));
    }

    // No top-level domain is a number, so 10.0.0.256 is a mistyped address, not a name.
    static bool LooksLikeAddress(string text) => text.Contains('.', StringComparison.Ordinal) && text.Split('.')[^1].All(char.IsAsciiDigit);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(\[(?<six>[0-9a-fA-F:.]+)\]|(?<host>[^:/\[\]]+))(:(?<port>[0-9]+))?\z")]
    private static partial Regex HostAndPort();
}
