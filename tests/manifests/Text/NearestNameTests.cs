using Basecamp.Manifests.Text;

namespace Basecamp.Manifests.Tests.Text;

public class NearestNameTests
{
    static readonly string[] Known = ["podCidrs", "serviceCidrs", "clusterDns", "cni"];

    [Theory]
    [InlineData("podCidr", "podCidrs")]
    [InlineData("pod-cidrs", "podCidrs")]
    [InlineData("POD_CIDRS", "podCidrs")]
    [InlineData("serviceCdirs", "serviceCidrs")]
    [InlineData("cn", "cni")]
    public void Suggests_what_was_probably_meant(string name, string expected) =>
        Assert.Equal($" Did you mean `{expected}`?", NearestName.Suggest(name, Known));

    [Theory]
    [InlineData("mtu")]
    [InlineData("firewall")]
    [InlineData("")]
    public void Suggests_nothing_for_something_else(string name) => Assert.Equal("", NearestName.Suggest(name, Known));
}
