using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Tests.Addresses;

/// <summary>Addresses that .NET reads and Go programs refuse, Kubernetes and Cilium among them.</summary>
public class StrictAddressTests
{
    [Theory]
    [InlineData("10.0/16")]
    [InlineData("10/8")]
    [InlineData("167772160/8")]
    [InlineData("0x0a.0.0.0/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/")]
    [InlineData("fe80::%eth0/10")]
    [InlineData("[fd00::]/8")]
    public void Are_no_CIDR(string text)
    {
        Assert.False(AddressRange.TryParseCidr(text, out _, out var mistake));
        Assert.NotEmpty(mistake);
        Assert.Null(AddressSet.TryParse(text));
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("0.0.0.0/0")]
    [InlineData("192.168.1.5/32")]
    [InlineData("fd00::/8")]
    [InlineData("::/0")]
    public void Others_are(string text)
    {
        Assert.True(AddressRange.TryParseCidr(text, out _, out var mistake), mistake);
        Assert.NotNull(AddressSet.TryParse(text));
    }

    [Fact]
    public void A_policy_may_have_bits_behind_the_prefix_and_a_setting_may_not()
    {
        Assert.True(AddressSet.Parse(["10.1.2.3/8"]).IsSubsetOf(AddressSet.Parse(["10.0.0.0/8"])));
        Assert.False(AddressRange.TryParseCidr("10.1.2.3/8", out _, out var mistake));
        Assert.Equal("has bits set behind its prefix. Write the network address: 10.0.0.0/8.", mistake);
    }
}
