using Basecamp.Manifests.Pods;

namespace Basecamp.Manifests.Tests.Pods;

public class ResourceQuantityTests
{
    [Theory]
    [InlineData("250m", 0.25)]
    [InlineData("1.5", 1.5)]
    [InlineData("2", 2)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("-1", -1)]
    [InlineData("+1", 1)]
    [InlineData("100n", 1e-7)]
    [InlineData("100u", 1e-4)]
    [InlineData("3k", 3e3)]
    [InlineData("2M", 2e6)]
    [InlineData("2G", 2e9)]
    [InlineData("2T", 2e12)]
    [InlineData("2P", 2e15)]
    [InlineData("2E", 2e18)]
    [InlineData("2e3", 2e3)]
    [InlineData("2E3", 2e3)]
    [InlineData("2e-3", 2e-3)]
    [InlineData("1Ki", 1024)]
    [InlineData("512Mi", 536870912)]
    [InlineData("1Gi", 1073741824)]
    [InlineData("1Ti", 1099511627776)]
    [InlineData("1Pi", 1125899906842624)]
    [InlineData("1Ei", 1152921504606846976)]
    public void Reads_amounts_as_kubernetes_writes_them(string text, double amount) => Assert.Equal(amount, ResourceQuantity.Parse(text), 9);

    [Fact]
    public void Numbers_are_amounts_too() => Assert.Equal(3, ResourceQuantity.Parse(3d));

    [Theory]
    [InlineData("")]
    [InlineData("Mi")]
    [InlineData("lots")]
    [InlineData("1 Gi b")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1K")]
    [InlineData("1mi")]
    [InlineData("1e")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    public void Refuses_what_is_no_amount(string text)
    {
        Assert.False(ResourceQuantity.TryParse(text, out _));
        var refused = Assert.Throws<FormatException>(() => ResourceQuantity.Parse(text));
        Assert.Contains($"'{text}' is not an amount", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    public void Refuses_other_values(object? value) => Assert.False(ResourceQuantity.TryParse(value, out _));
}
