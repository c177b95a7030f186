using Basecamp.Components.Topology;

namespace Basecamp.Components.Tests.Topology;

public class K3sVersionTests
{
    [Theory]
    [InlineData("v1.36.4+k3s1")]
    [InlineData("v1.31.0-rc2+k3s1")]
    [InlineData("v1.32.10+k3s12")]
    public void Reads_and_writes_the_same_text(string text)
    {
        Assert.True(K3sVersion.TryParse(text, out var version));
        Assert.Equal(text, version.ToString());
    }

    [Theory]
    [InlineData("stable")]
    [InlineData("v1.36")]
    [InlineData("v1.36.4")]
    [InlineData("1.36.4+k3s1")]
    [InlineData("v1.36.4-k3s1")]
    [InlineData("v1.36.4+k3s0")]
    [InlineData("v1.36.4+k3s1\n")]
    [InlineData("v1.36.4+rke2r1")]
    public void Refuses_everything_else(string text) => Assert.False(K3sVersion.TryParse(text, out _));

    [Theory]
    [InlineData("v1.36.4+k3s1", "v1.36.4+k3s2")]
    [InlineData("v1.36.4+k3s2", "v1.36.10+k3s1")]
    [InlineData("v1.9.1+k3s1", "v1.10.0+k3s1")]
    [InlineData("v1.36.4-rc1+k3s1", "v1.36.4-rc2+k3s1")]
    [InlineData("v1.36.4-rc2+k3s1", "v1.36.4+k3s1")]
    public void Orders_releases(string older, string newer)
    {
        Assert.True(K3sVersion.TryParse(older, out var first));
        Assert.True(K3sVersion.TryParse(newer, out var second));

        Assert.True(first.IsOlderThan(second));
        Assert.False(second.IsOlderThan(first));
        Assert.False(first.IsOlderThan(first));
    }
}
