using Basecamp.Components.Configuration;
using Basecamp.Components.Network;
using Basecamp.Components.WebApps;

namespace Basecamp.Platform.Tests.WebApps;

/// <summary>Whom an app may connect to: addresses that Kubernetes would refuse are refused before.</summary>
public sealed class EgressRulesTests
{
    [Theory]
    [InlineData("10.0/16", "is \"10.0/16\", which is not a CIDR: \"10.0\" is not an IP address. Write it like 10.42.0.0/16 or fd42::/56.")]
    [InlineData("010.0.0.0/8", "is \"010.0.0.0/8\", which is not a CIDR: \"010.0.0.0\" is not an IP address. Write it like 10.42.0.0/16 or fd42::/56.")]
    [InlineData("192.168.1.5", "is \"192.168.1.5\", which has no prefix length. Append one, as in 10.42.0.0/16 and fd42::/56.")]
    [InlineData("192.168.1.5/24", "is \"192.168.1.5/24\", which has bits set behind its prefix. Write the network address: 192.168.1.0/24.")]
    [InlineData("192.168.1.0/33", "is \"192.168.1.0/33\", which is not a CIDR: the prefix length must be a number from 0 to 32.")]
    [InlineData("nas", "is \"nas\", which is not a CIDR. Write an address and a prefix length, such as 10.42.0.0/16.")]
    public void An_address_that_Kubernetes_refuses_is_refused(string cidr, string message)
    {
        var problem = Assert.Single(Check("192.168.1.5/32", cidr));

        Assert.Equal(("app.connectTo.networks[0].cidrs[1]", message), (problem.Path, problem.Message));
    }

    [Fact]
    public void Addresses_of_both_families_are_fine() => Assert.Empty(Check("192.168.1.5/32", "0.0.0.0/0", "fd00::/8"));

    static IReadOnlyList<Problem> Check(params string[] cidrs)
    {
        var problems = new Problems("app");
        WebAppRules.Check(
            "web",
            new()
            {
                Image = $"registry.example.com/shop:v1@sha256:{new string('a', 64)}",
                Port = 8080,
                Internal = true,
                ConnectTo = new() { Networks = [new EgressNetworkSpec { Name = "nas", Cidrs = cidrs, Ports = [2049] }] },
            },
            new(Publishes: true, Scales: false, RollsOut: false, Replicas: 1),
            problems);
        return problems.All;
    }
}
