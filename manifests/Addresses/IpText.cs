using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Basecamp.Manifests.Addresses;

/// <summary>
/// Reads IP addresses as people and Go programs write them; <see cref="IPAddress.TryParse(string, out IPAddress)"/> also takes <c>10.1</c>
/// and <c>0x7f.1</c>.
/// </summary>
public static class IpText
{
    /// <summary>Reads a dotted IPv4 address of four decimal numbers, or an IPv6 address without a zone.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (text.Contains('%', StringComparison.Ordinal) || text.StartsWith('[') || !IPAddress.TryParse(text, out var parsed))
            return false;
        // Go refuses leading zeros since 1.17, because some programs read them as octal.
        if (parsed.AddressFamily == AddressFamily.InterNetwork && parsed.ToString() != text)
            return false;
        address = parsed;
        return true;
    }

    /// <summary>Reads the prefix length of a CIDR: a decimal number without sign or leading zeros, at most <paramref name="bits"/>.</summary>
    public static bool TryParsePrefix(ReadOnlySpan<char> text, int bits, out int prefix) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out prefix) && prefix <= bits && (text.Length == 1 || text[0] != '0');

    /// <summary>The address, or null when text is none.</summary>
    public static IPAddress? ParseOrNull(string? text) => text is not null && TryParse(text, out var address) ? address : null;

    /// <summary>True when text reads as an IPv4 or IPv6 address.</summary>
    public static bool IsAddress(string text) => TryParse(text, out _);

    /// <summary>True for IPv6.</summary>
    public static bool IsIPv6(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public static string Family(this IPAddress address) => address.IsIPv6() ? "IPv6" : "IPv4";

    /// <summary>Why a machine cannot have this address, or null when it can.</summary>
    public static string? WhyNotUsable(this IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
            return "is a loopback address";
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return "is the unspecified address";
        if (address.IsIPv6LinkLocal || AddressRange.LinkLocal.Contains(address))
            return "is a link-local address";
        if (address.IsIPv6Multicast || AddressRange.MulticastAndReserved.Contains(address))
            return "is a multicast or reserved address";
        return address.IsIPv4MappedToIPv6 ? "is an IPv4 address written as IPv6" : null;
    }
}
