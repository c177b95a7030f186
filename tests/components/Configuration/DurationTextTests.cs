using Basecamp.Components.Configuration;

namespace Basecamp.Components.Tests.Configuration;

public class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("16s", 16_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("0s", 0)]
    public void Reads_and_writes_the_same_text(string text, long milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
        Assert.Equal(text, DurationText.Format(duration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("16")]
    [InlineData("s")]
    [InlineData("16 s")]
    [InlineData("-16s")]
    [InlineData("1.5s")]
    [InlineData("1m30s")]
    [InlineData("16S")]
    [InlineData("2d")]
    [InlineData("16s\n")]
    [InlineData("99999999999s")]
    public void Refuses_everything_else(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void Writes_the_largest_unit_that_gives_a_whole_number()
    {
        Assert.Equal("90s", DurationText.Format(TimeSpan.FromSeconds(90)));
        Assert.Equal("2m", DurationText.Format(TimeSpan.FromSeconds(120)));
        Assert.Equal("1500ms", DurationText.Format(TimeSpan.FromSeconds(1.5)));
    }
}
