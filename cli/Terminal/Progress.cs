using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.StackFiles;
using Spectre.Console;

namespace Basecamp.Cli.Terminal;

/// <summary>Runs a stack's program, telling a person at a terminal how far it is.</summary>
static class Progress
{
    // Redrawing for each of thousands of resources would cost more than registering them.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    /// <summary>The finished run.</summary>
    public static async Task<OfflineRun> RunAsync(StackFile file, CliContext context, Page page, CancellationToken cancellation)
    {
        if (!context.IsTerminal)
            return await OfflineRun.StartAsync(file, context.Program, null, cancellation);

        var running = $"running the program of {file.Stack}";
        return await page.Console.Status()
            .Spinner(Spinner.Known.Dots)
            .StartAsync(running, async status =>
            {
                var shown = DateTime.MinValue;
                return await OfflineRun.StartAsync(file, context.Program, progress =>
                {
                    if (DateTime.UtcNow - shown < Pause)
                        return;
                    shown = DateTime.UtcNow;
                    status.Status = Markup.Escape($"{running}: {PreviewReport.Count(progress.Count, "resource")}, {progress.Name}");
                }, cancellation);
            });
    }

    /// <summary>
    /// What <paramref name="work"/> returns, telling what takes the time: a person at a terminal all the while; a log of a pipeline, in which silence
    /// looks like a hang, by a line on standard error for what the work says.
    /// </summary>
    public static Task<T> WaitAsync<T>(string what, CliContext context, Func<Action<string>, Task<T>> work) => context.IsTerminal
        ? new Page(context).Console.Status().Spinner(Spinner.Known.Dots)
            .StartAsync(Markup.Escape(what), status => work(now => status.Status = Markup.Escape(now)))
        : work(now => context.Error.WriteLine($"{now} ..."));
}
