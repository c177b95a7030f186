using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;

namespace Basecamp.Components.Tests.Topology;

public class SecretTests
{
    [Fact]
    public void Prints_as_a_placeholder_wherever_it_is_written()
    {
        var secret = new Secret("hunter2");

        Assert.Equal("[secret]", secret.ToString());
        Assert.Equal("[secret]", $"{secret}");
        Assert.DoesNotContain("hunter2", new SshSpec { PrivateKey = secret }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reveals_its_value_only_when_asked() => Assert.Equal("hunter2", new Secret("hunter2").Reveal());

    [Fact]
    public void Equals_a_secret_of_the_same_value()
    {
        Assert.Equal(new Secret("a"), new Secret("a"));
        Assert.Equal(new Secret("a").GetHashCode(), new Secret("a").GetHashCode());
        Assert.NotEqual(new Secret("a"), new Secret("b"));
        Assert.False(new Secret("a").Equals((object)"a"));
    }

    [Fact]
    public void Knows_the_placeholder_of_an_offline_run()
    {
        Assert.True(new Secret(Secret.Placeholder).IsPlaceholder);
        Assert.False(new Secret("hunter2").IsPlaceholder);
    }
}
