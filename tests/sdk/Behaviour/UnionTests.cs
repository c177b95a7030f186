using Pulumi;

namespace Basecamp.Sdk.Tests.Behaviour;

public class UnionTests
{
    [Fact]
    public void Holds_exactly_one_of_two_types()
    {
        Union<string, int> text = "a";
        Union<string, int> number = 5;

        Assert.True(text is { IsT0: true, IsT1: false, AsT0: "a", Value: "a" });
        Assert.True(number is { IsT0: false, IsT1: true, AsT1: 5, Value: 5 });
        Assert.Throws<InvalidOperationException>(() => text.AsT1);
        Assert.Throws<InvalidOperationException>(() => number.AsT0);
    }

    [Fact]
    public void Picks_by_type()
    {
        Union<string, int> number = 5;

        Assert.True(number.TryPickT1(out var value, out _));
        Assert.Equal(5, value);
        Assert.False(number.TryPickT0(out _, out var remainder));
        Assert.Equal(5, remainder);
        Assert.Equal("5!", number.Match(text => text, other => $"{other}!"));
        Assert.Equal(10, number.MapT1(other => other * 2).AsT1);
    }

    [Fact]
    public void Is_equal_by_type_and_value()
    {
        Assert.Equal(Union<string, int>.FromT0("a"), Union<string, int>.FromT0("a"));
        Assert.NotEqual(Union<string, int>.FromT0("a"), Union<string, int>.FromT0("b"));
        Assert.NotEqual(Union<int, int>.FromT0(1), Union<int, int>.FromT1(1));
    }
}
