using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Tests.Manifests;

public class ResourceQuantityTests
{
    [Theory]
    [InlineData("250m", 0.25)]
    [InlineData("1.5", 1.5)]
    [InlineData("2", 2)]
    [InlineData("512Mi", 536870912)]
    [InlineData("1Gi", 1073741824)]
    [InlineData("2G", 2e9)]
    [InlineData("3k", 3000)]
    public void Reads_amounts_as_kubernetes_writes_them(string text, double amount) => Assert.Equal(amount, ResourceQuantity.Parse(text), 9);

    [Fact]
    public void Numbers_are_amounts_too() => Assert.Equal(3, ResourceQuantity.Parse(3d));

    [Theory]
    [InlineData("")]
    [InlineData("Mi")]
    [InlineData("lots")]
    [InlineData("1 Gi b")]
    public void Refuses_what_is_no_amount(string text)
    {
        var refused = Assert.Throws<FormatException>(() => ResourceQuantity.Parse(text));
        Assert.Contains($"'{text}' is no amount", refused.Message, StringComparison.Ordinal);
    }
}
