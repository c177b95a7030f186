using System.Net;
using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Tests.Addresses;

public class AddressRangeTests
{
    [Theory]
    [InlineData("10.42.0.0/16", "10.42.0.0", "10.42.255.255")]
    [InlineData("192.168.1.200/29", "192.168.1.200", "192.168.1.207")]
    [InlineData("10.0.0.1/32", "10.0.0.1", "10.0.0.1")]
    [InlineData("0.0.0.0/0", "0.0.0.0", "255.255.255.255")]
    [InlineData("128.0.0.0/1", "128.0.0.0", "255.255.255.255")]
    [InlineData("fd42::/56", "fd42::", "fd42:0:0:ff:ffff:ffff:ffff:ffff")]
    [InlineData("fd42::7/128", "fd42::7", "fd42::7")]
    [InlineData("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void A_cidr_runs_from_its_network_address_to_its_last(string cidr, string first, string last)
    {
        var range = AddressRange.Known(cidr);

        Assert.Equal(IPAddress.Parse(first), range.First);
        Assert.Equal(IPAddress.Parse(last), range.Last);
        Assert.Equal(cidr, range.ToString());
    }

    [Theory]
    [InlineData("10.42.0.0")]
    [InlineData("10.42.0.0/")]
    [InlineData("10.42.0.0/33")]
    [InlineData("10.42.0.0/-1")]
    [InlineData("10.42.0.0/ 16")]
    [InlineData("10.42/16")]
    [InlineData("10.42.0.1/16")]
    [InlineData("010.42.0.0/16")]
    [InlineData("fd42::1/64")]
    [InlineData("fd42::/129")]
    [InlineData("fe80::%eth0/64")]
    [InlineData("/16")]
    [InlineData("")]
    public void Refuses_what_is_no_cidr(string text)
    {
        Assert.False(AddressRange.TryParseCidr(text, out var range, out var mistake));
        Assert.Null(range);
        Assert.NotEmpty(mistake);
    }

    [Theory]
    [InlineData("192.168.1.200-192.168.1.220", "192.168.1.200-192.168.1.220")]
    [InlineData("192.168.1.200 - 192.168.1.220", "192.168.1.200-192.168.1.220")]
    [InlineData("192.168.1.200-192.168.1.200", "192.168.1.200")]
    [InlineData("fd00::1-fd00::ff", "fd00::1-fd00::ff")]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    public void Reads_a_range_or_a_cidr(string text, string expected)
    {
        Assert.True(AddressRange.TryParse(text, out var range, out _));
        Assert.Equal(expected, range.ToString());
    }

    [Theory]
    [InlineData("192.168.1.220-192.168.1.200")]
    [InlineData("192.168.1.200-fd00::1")]
    [InlineData("192.168.1.200-")]
    [InlineData("192.168.1.200-220")]
    [InlineData("a-b-c")]
    public void Refuses_what_is_no_range(string text) => Assert.False(AddressRange.TryParse(text, out _, out _));

    [Theory]
    [InlineData("10.0.0.0/8", "10.42.0.0/16", true)]
    [InlineData("10.42.0.0/16", "10.43.0.0/16", false)]
    [InlineData("10.42.0.0/16", "10.42.255.255/32", true)]
    [InlineData("10.42.0.0/16", "10.43.0.0/32", false)]
    [InlineData("fd42::/56", "fd42:0:0:ff::/64", true)]
    [InlineData("fd42::/56", "fd42:0:0:100::/64", false)]
    [InlineData("0.0.0.0/0", "::/0", false)]
    public void Overlap_goes_both_ways_and_stays_within_a_family(string one, string other, bool expected)
    {
        Assert.Equal(expected, AddressRange.Known(one).Overlaps(AddressRange.Known(other)));
        Assert.Equal(expected, AddressRange.Known(other).Overlaps(AddressRange.Known(one)));
    }

    [Theory]
    [InlineData("192.168.1.77", 24, "192.168.1.0/24")]
    [InlineData("192.168.1.77", 30, "192.168.1.76/30")]
    [InlineData("fd00::77", 64, "fd00::/64")]
    public void The_network_around_an_address_clears_its_host_bits(string address, int prefix, string expected) =>
        Assert.Equal(expected, AddressRange.Around(IPAddress.Parse(address), prefix).ToString());

    [Theory]
    [InlineData("10.43.0.0/16", "10.43.0.10")]
    [InlineData("fd43::/112", "fd43::a")]
    public void The_tenth_address_is_where_kubernetes_puts_dns(string cidr, string expected) =>
        Assert.Equal(IPAddress.Parse(expected), AddressRange.Known(cidr).AddressAt(10));

    [Theory]
    [InlineData("10.1")]
    [InlineData("1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("192.168.001.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("10.0.0.256")]
    [InlineData(" 10.0.0.1")]
    public void Refuses_addresses_that_only_dot_net_reads(string text) => Assert.False(IpText.IsAddress(text));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("FD00:0:0::1")]
    public void Reads_plain_addresses(string text) => Assert.True(IpText.IsAddress(text));
}
