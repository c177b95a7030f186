using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Basecamp.Manifests.Text;

namespace Basecamp.Manifests.Addresses;

/// <summary>A contiguous range of IP addresses of one family, from a CIDR, from <c>first-last</c>, or of a single address.</summary>
public sealed record AddressRange
{
    /// <summary>IPv4 link-local addresses.</summary>
    public static readonly AddressRange LinkLocal = Known("169.254.0.0/16");

    /// <summary>IPv4 multicast and reserved addresses, 224.0.0.0 and up.</summary>
    public static readonly AddressRange MulticastAndReserved = Known("224.0.0.0/3");

    /// <summary>IPv4 addresses for private networks (RFC 1918).</summary>
    public static readonly IReadOnlyList<AddressRange> PrivateIPv4 = [Known("10.0.0.0/8"), Known("172.16.0.0/12"), Known("192.168.0.0/16")];

    /// <summary>IPv4 ranges that nothing in a cluster can have, with what they are for.</summary>
    public static readonly IReadOnlyList<(AddressRange Range, string Use)> Reserved =
    [
        (Known("0.0.0.0/8"), "unspecified"),
        (Known("127.0.0.0/8"), "loopback"),
        (LinkLocal, "link-local"),
        (MulticastAndReserved, "multicast and reserved"),
    ];

    readonly UInt128 first;
    readonly UInt128 last;

    AddressRange(bool isIPv6, UInt128 first, UInt128 last) => (IsIPv6, this.first, this.last) = (isIPv6, first, last);

    /// <summary>The family.</summary>
    public bool IsIPv6 { get; }

    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public string Family => IsIPv6 ? "IPv6" : "IPv4";

    /// <summary>Length of the prefix when the range came from a CIDR, else null.</summary>
    public int? PrefixLength { get; private init; }

    /// <summary>The first address.</summary>
    public IPAddress First => ToAddress(first);

    /// <summary>The last address.</summary>
    public IPAddress Last => ToAddress(last);

    /// <summary>How many addresses it holds; of the whole of IPv6, one less.</summary>
    public UInt128 Size => last - first == UInt128.MaxValue ? UInt128.MaxValue : last - first + 1;

    /// <summary>The range that holds only <paramref name="address"/>.</summary>
    public static AddressRange Of(IPAddress address) => new(address.IsIPv6(), ToNumber(address), ToNumber(address));

    /// <summary>The network of <paramref name="prefixLength"/> bits around <paramref name="address"/>.</summary>
    public static AddressRange Around(IPAddress address, int prefixLength)
    {
        var hostMask = HostMask(address.IsIPv6(), prefixLength);
        var number = ToNumber(address);
        return new(address.IsIPv6(), number & ~hostMask, number | hostMask) { PrefixLength = prefixLength };
    }

    /// <summary>Reads <c>address/prefix</c>.</summary>
    /// <param name="text">The CIDR.</param>
    /// <param name="range">The range, or null.</param>
    /// <param name="mistake">What is wrong and how to fix it, or null.</param>
    public static bool TryParseCidr(string text, [NotNullWhen(true)] out AddressRange? range, [NotNullWhen(false)] out string? mistake)
    {
        range = null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            mistake = IpText.IsAddress(text)
                ? "has no prefix length. Append one, as in 10.42.0.0/16 and fd42::/56."
                : "is not a CIDR. Write an address and a prefix length, such as 10.42.0.0/16.";
            return false;
        }
        if (!IpText.TryParse(text[..slash], out var address))
        {
            mistake = $"is not a CIDR: {Shown.Text(text[..slash])} is not an IP address. Write it like 10.42.0.0/16 or fd42::/56.";
            return false;
        }
        var bits = address.IsIPv6() ? 128 : 32;
        if (!IpText.TryParsePrefix(text.AsSpan(slash + 1), bits, out var prefix))
        {
            mistake = $"is not a CIDR: the prefix length must be a number from 0 to {bits}.";
            return false;
        }
        var network = Around(address, prefix);
        if (!network.First.Equals(address))
        {
            mistake = $"has bits set behind its prefix. Write the network address: {network.First}/{prefix}.";
            return false;
        }
        range = network;
        mistake = null;
        return true;
    }

    /// <summary>Reads <c>first-last</c>, both included, or a CIDR.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AddressRange? range, [NotNullWhen(false)] out string? mistake)
    {
        range = null;
        var ends = text.Split('-');
        if (ends.Length == 1)
            return TryParseCidr(text, out range, out mistake);
        if (ends.Length != 2 || !IpText.TryParse(ends[0].Trim(), out var from) || !IpText.TryParse(ends[1].Trim(), out var to))
        {
            mistake = "is not a range. Write two addresses such as 192.168.1.200-192.168.1.220, or a CIDR.";
            return false;
        }
        if (from.IsIPv6() != to.IsIPv6())
        {
            mistake = "mixes IPv4 and IPv6. Both ends of a range are of one family.";
            return false;
        }
        if (ToNumber(from) > ToNumber(to))
        {
            mistake = $"runs backwards. Write the lower address first: {to}-{from}.";
            return false;
        }
        range = new(from.IsIPv6(), ToNumber(from), ToNumber(to));
        mistake = null;
        return true;
    }

    /// <summary>True when <paramref name="address"/> is of the same family and inside.</summary>
    public bool Contains(IPAddress address) => Overlaps(Of(address));

    /// <summary>True when all of <paramref name="other"/> is of the same family and inside.</summary>
    public bool Contains(AddressRange other) => IsIPv6 == other.IsIPv6 && first <= other.first && other.last <= last;

    /// <summary>True when the ranges share an address.</summary>
    public bool Overlaps(AddressRange other) => IsIPv6 == other.IsIPv6 && first <= other.last && other.first <= last;

    /// <summary>The address <paramref name="offset"/> places after the first; it may lie outside the range.</summary>
    public IPAddress AddressAt(int offset) => ToAddress(first + (UInt128)offset);

    /// <summary>CIDR where it was one, else <c>first-last</c>.</summary>
    public override string ToString() => PrefixLength is { } prefix ? $"{First}/{prefix}" : first == last ? $"{First}" : $"{First}-{Last}";

    /// <summary>The range of a CIDR that is written in the program, not by a user.</summary>
    /// <exception cref="FormatException">It is not a CIDR.</exception>
    public static AddressRange Known(string cidr) =>
        TryParseCidr(cidr, out var range, out var mistake) ? range : throw new FormatException($"{cidr} {mistake}");

    static UInt128 HostMask(bool isIPv6, int prefixLength)
    {
        var hostBits = (isIPv6 ? 128 : 32) - prefixLength;
        return hostBits == 128 ? UInt128.MaxValue : (UInt128.One << hostBits) - 1;
    }

    static UInt128 ToNumber(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    IPAddress ToAddress(UInt128 number)
    {
        if (!IsIPv6)
        {
            var four = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(four, (uint)number);
            return new(four);
        }
        var sixteen = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(sixteen, number);
        return new(sixteen);
    }
}
