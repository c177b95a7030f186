using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Manifests.Tests.Objects;

public class PropertyPathTests
{
    static readonly ImmutableDictionary<string, object> Root = ImmutableDictionary<string, object>.Empty
        .Add("spec", ImmutableDictionary<string, object>.Empty
            .Add("ports", ImmutableArray.Create<object>(80.0, 443.0))
            .Add("a.b", "dotted")
            .Add("q\"[", "odd"));

    [Theory]
    [InlineData("spec.ports[1]", 443.0)]
    [InlineData("spec[\"a.b\"]", "dotted")]
    [InlineData("spec[\"q\\\"[\"]", "odd")]
    [InlineData("spec.ports[2]", null)]
    [InlineData("spec.missing.deeper", null)]
    [InlineData("spec.ports.name", null)]
    public void Finds_what_is_there(string path, object? expected) => Assert.Equal(expected, PropertyPath.Parse(path).Resolve(Root));

    [Theory]
    [InlineData("spec.ports[1")]
    [InlineData("spec.ports[x]")]
    [InlineData("spec[\"open]")]
    public void Refuses_paths_that_do_not_end(string path) => Assert.Throws<FormatException>(() => PropertyPath.Parse(path));

    [Theory]
    [InlineData("tls.crt")]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("a[0]")]
    [InlineData("back\\slash\"quote.")]
    public void Joined_keys_are_found_again(string key)
    {
        var path = PropertyPath.Join("data", key);

        Assert.Equal(["data", key], PropertyPath.Parse(path).Segments);
    }
}
