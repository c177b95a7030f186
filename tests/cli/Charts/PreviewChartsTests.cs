namespace Basecamp.Cli.Tests.Charts;

/// <summary><c>preview --charts</c>: what charts render to is part of what is looked at.</summary>
public sealed class PreviewChartsTests : IAsyncLifetime, IDisposable
{
    const string Privileged = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web}
        spec: {containers: [{name: web, image: 'r.example/web:1', securityContext: {privileged: true}}]}
        """;

    readonly ChartRoom room = new();
    FakeHelm helm = null!;

    public async Task InitializeAsync()
    {
        helm = await FakeHelm.StartAsync();
        helm.Output = Privileged;
        room.Cli.Variables["BASECAMP_HELM"] = helm.Program;
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        room.Dispose();
        helm.Dispose();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_pod_of_a_chart_that_breaks_a_rule_is_a_finding_when_charts_are_looked_into(bool charts, int code)
    {
        var result = await room.Cli.Run(["preview", "--stack", "lab", .. charts ? (string[])["--charts"] : []]);

        Assert.Equal(code, result.ExitCode);
        Assert.Equal(charts, result.Output.Contains("BC004", StringComparison.Ordinal));
        Assert.Equal(charts, helm.Calls.Length > 0);
    }

    [Fact]
    public async Task Without_Helm_it_says_so_and_shows_nothing()
    {
        room.Cli.Variables.Remove("BASECAMP_HELM");

        var result = await room.Cli.Run("preview", "--stack", "lab", "--charts");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("helm is not on the PATH.", result.Error, StringComparison.Ordinal);
    }
}
