using Basecamp.Components.Configuration;
using Basecamp.Infra.Apps;

namespace Basecamp.Infra.Tests.Apps;

public sealed class AppsWarningsTests
{
    const string Message = "does not say which `workloads` the chart runs, so the sum of requests counts one pod of 10 thousandths of a core and 32 MiB. "
        + "List them with what they ask for: `helm template` shows it.";

    [Fact]
    public void A_chart_that_does_not_say_what_it_runs_is_counted_as_next_to_nothing() => Assert.Equal(
        [new Problem("basecamp:apps.charts.wiki", Message), new Problem("basecamp:apps.charts[\"files.eu\"]", Message)],
        AppsWarnings.For("""{ "charts": { "wiki": {}, "files.eu": {}, "shop": { "workloads": { "shop": { "memoryMiB": 512 } } } } }"""));

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{ "charts": 7 }""")]
    public void Without_charts_there_is_nothing_to_say(string? json) => Assert.Empty(AppsWarnings.For(json));
}
