using Basecamp.Components.Values;

namespace Basecamp.Components.Tests.Topology.Validation;

public class CronScheduleTests
{
    [Theory]
    [InlineData("0 * * * *")]
    [InlineData("*/15 0-23/2 1,15 jan-jun Mon-Fri")]
    [InlineData("59 23 31 12 6")]
    [InlineData("0 0 ? * sun")]
    [InlineData("0  */6   * * *")]
    [InlineData("5/10 * * * *")]
    public void Accepts(string expression)
    {
        Assert.True(CronSchedule.IsValid(expression, out var mistake));
        Assert.Null(mistake);
    }

    [Theory]
    [InlineData("", "has 0 fields")]
    [InlineData("0 * * *", "has 4 fields")]
    [InlineData("0 0 * * * *", "has 6 fields")]
    [InlineData("@hourly", "shorthand")]
    [InlineData("60 * * * *", "\"60\" as minute")]
    [InlineData("0 24 * * *", "\"24\" as hour")]
    [InlineData("0 0 0 * *", "\"0\" as day of month")]
    [InlineData("0 0 32 * *", "\"32\" as day of month")]
    [InlineData("0 0 * 13 *", "\"13\" as month")]
    [InlineData("0 0 * * 7", "\"7\" as day of week")]
    [InlineData("0 0 * mon *", "\"mon\" as month")]
    [InlineData("*/0 * * * *", "\"*/0\" as minute")]
    [InlineData("*/60 * * * *", "\"*/60\" as minute")]
    [InlineData("30-10 * * * *", "\"30-10\" as minute")]
    [InlineData("1, * * * *", "\"1,\" as minute")]
    [InlineData("1-2-3 * * * *", "\"1-2-3\" as minute")]
    [InlineData("a * * * *", "\"a\" as minute")]
    [InlineData("-1 * * * *", "\"-1\" as minute")]
    [InlineData("1.5 * * * *", "\"1.5\" as minute")]
    public void Refuses_and_names_the_field(string expression, string reason)
    {
        Assert.False(CronSchedule.IsValid(expression, out var mistake));
        Assert.Contains(reason, mistake, StringComparison.Ordinal);
    }
}
