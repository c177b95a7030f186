using Basecamp.Components.Topology.Validation;

namespace Basecamp.Components.Tests.K3s;

public class K3sFlagsTests
{
    [Fact]
    public void Knows_as_many_keys_as_the_release_has()
    {
        Assert.Equal(125, K3sFlags.Server.Count);
        Assert.Equal(46, K3sFlags.Agent.Count);
    }

    [Theory]
    [InlineData("tls-san")]
    [InlineData("cluster-init")]
    [InlineData("kube-apiserver-arg")]
    [InlineData("embedded-registry")]
    public void Some_keys_are_only_for_servers(string key)
    {
        Assert.Contains(key, K3sFlags.Server.AsEnumerable());
        Assert.DoesNotContain(key, K3sFlags.Agent.AsEnumerable());
    }

    [Theory]
    [InlineData("kubelet-arg")]
    [InlineData("node-ip")]
    [InlineData("disable-apiserver-lb")]
    public void Agents_have_keys_of_their_own(string key) => Assert.Contains(key, K3sFlags.Agent.AsEnumerable());

    [Fact]
    public void No_key_begins_with_a_hyphen() => Assert.DoesNotContain(K3sFlags.Server.Concat(K3sFlags.Agent), key => key.StartsWith('-'));
}
