using Basecamp.Cli.Offline;
using Basecamp.Cli.Terminal;

namespace Basecamp.Cli.Charts;

/// <summary>Renders the charts of a stack.</summary>
static class StackCharts
{
    /// <summary>All of them, by namespace and release.</summary>
    /// <exception cref="ChartException">Helm is missing, a chart is not at hand, or one cannot be rendered.</exception>
    public static async Task<IReadOnlyList<RenderedChart>> RenderAsync(OfflineRun run, CliContext context, CancellationToken cancellation)
    {
        var charts = StackChart.AllOf(run.Stack);
        if (charts.Count == 0)
            return [];
        var helm = await HelmProgram.FindAsync(context.Variable, cancellation);
        var renderer = new ChartRenderer(
            helm, new(run.File.ProjectDirectory), ClusterApis.Of(run), context.CacheDirectory is { } cache ? Path.Combine(cache, "charts") : null);
        return await Progress.WaitAsync($"rendering {charts.Count} charts", context, _ => renderer.RenderAsync(charts, cancellation));
    }
}
