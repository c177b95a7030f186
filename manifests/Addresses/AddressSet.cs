using System.Net;
using System.Net.Sockets;

namespace Basecamp.Manifests.Addresses;

/// <summary>
/// A set of IP addresses, as ordered ranges that neither touch nor overlap. IPv4 lies in <c>::ffff:0:0/96</c>, which no CIDR of IPv6 reaches: to
/// network policies the families are apart, and <c>::/0</c> holds no IPv4 address.
/// </summary>
sealed class AddressSet
{
    readonly record struct Range(UInt128 First, UInt128 Last);

    readonly Range[] ranges;

    AddressSet(Range[] ranges) => this.ranges = ranges;

    /// <summary>No address.</summary>
    public static AddressSet Empty { get; } = new([]);

    /// <summary>Every address.</summary>
    public static AddressSet All { get; } = new([new(UInt128.MinValue, UInt128.MaxValue)]);

    /// <summary>Every IPv4 address.</summary>
    public static AddressSet IPv4 { get; } = new([new(ValueOf(IPAddress.Any), ValueOf(IPAddress.Broadcast))]);

    /// <summary>Every address but those of IPv4.</summary>
    public static AddressSet IPv6 { get; } = All.Subtract(IPv4);

    public bool IsEmpty => ranges.Length == 0;

    /// <summary>The union of addresses and CIDRs; bits behind a CIDR's prefix are ignored.</summary>
    /// <exception cref="ArgumentException">There is none, or one cannot be read.</exception>
    public static AddressSet Parse(IReadOnlyList<string> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        if (addresses.Count == 0)
            throw new ArgumentException("At least one address or CIDR is needed.", nameof(addresses));
        var set = Empty;
        foreach (var text in addresses)
        {
            set = set.Union(TryParse(text)
                ?? throw new ArgumentException($"'{text}' is neither an IP address nor a CIDR such as 10.0.0.0/8.", nameof(addresses)));
        }
        return set;
    }

    /// <summary>One address or CIDR; null when it cannot be read.</summary>
    public static AddressSet? TryParse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IpText.TryParse(slash < 0 ? text : text[..slash], out var address))
            return null;
        var isIPv4 = address.AddressFamily == AddressFamily.InterNetwork;
        var bits = isIPv4 ? 32 : 128;
        var prefix = bits;
        if (slash >= 0 && !IpText.TryParsePrefix(text.AsSpan(slash + 1), bits, out prefix))
            return null;
        var value = ValueOf(address);
        var hostMask = prefix == 0 && !isIPv4 ? UInt128.MaxValue : (UInt128.One << (bits - prefix)) - 1;
        var block = new AddressSet([new(value & ~hostMask, value | hostMask)]);
        return isIPv4 || !IPv4.Overlaps(block) ? block : block.Subtract(IPv4);
    }

    public AddressSet Union(AddressSet other)
    {
        if (IsEmpty || ReferenceEquals(other, All) || ReferenceEquals(this, other))
            return other;
        if (other.IsEmpty || ReferenceEquals(this, All))
            return this;
        var merged = new List<Range>();
        foreach (var range in ranges.Concat(other.ranges).OrderBy(range => range.First))
        {
            if (merged.Count > 0 && (merged[^1].Last == UInt128.MaxValue || range.First <= merged[^1].Last + 1))
                merged[^1] = merged[^1] with { Last = UInt128.Max(merged[^1].Last, range.Last) };
            else
                merged.Add(range);
        }
        return new([.. merged]);
    }

    public AddressSet Intersect(AddressSet other)
    {
        if (IsEmpty || ReferenceEquals(other, All))
            return this;
        if (other.IsEmpty || ReferenceEquals(this, All))
            return other;
        var common = new List<Range>();
        foreach (var left in ranges)
        {
            foreach (var right in other.ranges)
            {
                var (first, last) = (UInt128.Max(left.First, right.First), UInt128.Min(left.Last, right.Last));
                if (first <= last)
                    common.Add(new(first, last));
            }
        }
        return common.Count == 0 ? Empty : new([.. common]);
    }

    public AddressSet Subtract(AddressSet other)
    {
        if (IsEmpty || other.IsEmpty)
            return this;
        if (ReferenceEquals(other, All))
            return Empty;
        var rest = new List<Range>();
        foreach (var range in ranges)
        {
            var first = range.First;
            var isUsedUp = false;
            foreach (var hole in other.ranges)
            {
                if (hole.Last < first || hole.First > range.Last)
                    continue;
                if (hole.First > first)
                    rest.Add(new(first, hole.First - 1));
                isUsedUp = hole.Last >= range.Last;
                if (isUsedUp)
                    break;
                first = hole.Last + 1;
            }
            if (!isUsedUp)
                rest.Add(new(first, range.Last));
        }
        return rest.Count == 0 ? Empty : new([.. rest]);
    }

    public bool IsSubsetOf(AddressSet other) => Subtract(other).IsEmpty;

    public bool Overlaps(AddressSet other) => !Intersect(other).IsEmpty;

    static UInt128 ValueOf(IPAddress address)
    {
        var value = UInt128.Zero;
        foreach (var part in address.MapToIPv6().GetAddressBytes())
            value = (value << 8) | part;
        return value;
    }
}
