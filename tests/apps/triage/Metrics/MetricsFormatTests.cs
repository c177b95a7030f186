using System.Diagnostics;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Metrics;

/// <summary>The metrics as Prometheus' own tool reads them.</summary>
[Trait("Needs", "promtool")]
[Trait("Needs", "postgresql")]
public sealed class MetricsFormatTests
{
    [Fact]
    public async Task Metrics_are_valid_Prometheus_text()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Tick();
        await rig.Get<Auditor>().Run(default);
        using var client = rig.Client();

        Assert.Equal("", await Promtool(await client.GetStringAsync("/metrics")));
    }

    [Fact]
    public async Task Text_that_is_not_valid_would_be_found() => Assert.NotEqual("", await Promtool("triage_pages_total{channel=webhook} 1\n"));

    static async Task<string> Promtool(string text)
    {
        using var process = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        return await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
    }
}
