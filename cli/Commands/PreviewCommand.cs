using System.CommandLine;
using Basecamp.Cli.Charts;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Terminal;
using Basecamp.Testing.Guardrails;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp preview</c>: the stack as a tree of resources.</summary>
static class PreviewCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("preview",
            "Show what a stack consists of: its resources by tier, warnings and guardrail findings. Runs offline.");
        var stack = new StackOptions(command);
        var output = new Option<string>("--output", "-o")
        {
            Description = "text for people, json for machines.",
            DefaultValueFactory = _ => "text",
        };
        output.AcceptOnlyFromAmong("text", "json");
        var all = new Option<bool>("--all") { Description = "Show every resource; without it, long runs of the same kind are folded." };
        var ascii = new Option<bool>("--ascii") { Description = "Draw with ASCII characters only." };
        var charts = new Option<bool>("--charts")
        {
            Description = "Look into charts, too. Needs Helm 3 or 4, and what './basecamp vendor' fetches.",
        };
        command.Add(charts);
        command.Add(output);
        command.Add(all);
        command.Add(ascii);
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = stack.Read(parsed, context);
            var isJson = parsed.GetValue(output) == "json";
            var page = new Page(context);
            var run = isJson ? await OfflineRun.StartAsync(file, context.Program, null, cancellation) : await Progress.RunAsync(file, context, page, cancellation);
            IReadOnlyList<RenderedChart> rendered = [];
            if (parsed.GetValue(charts) && run.IsComplete)
            {
                try
                {
                    rendered = await StackCharts.RenderAsync(run, isJson ? context with { IsTerminal = false } : context, cancellation);
                }
                catch (ChartException exception)
                {
                    await context.Error.WriteLineAsync(exception.Message + (exception.IsFetchable ? $"\nBring them with: ./basecamp vendor --stack {file.Stack}" : ""));
                    return exception.ExitCode;
                }
                run = run with { Findings = [.. run.Findings, .. ChartFindings(run, rendered)] };
            }
            var report = new PreviewReport(run, rendered);
            if (isJson)
                await context.Output.WriteLineAsync(PreviewJson.Write(report));
            else
                new PreviewText(page, parsed.GetValue(ascii) ? TreeGlyphs.Ascii : TreeGlyphs.Unicode, parsed.GetValue(all)).Print(report);
            return run.ExitCode;
        });
        return command;
    }

    // A chart's objects are no resources of the program, so a finding names them in its text.
    static IEnumerable<Finding> ChartFindings(OfflineRun run, IReadOnlyList<RenderedChart> rendered) =>
        ChartGuardrails.Check(run.Stack, rendered, ChartExemptions.Of(run.File.ProjectDirectory)).Select(text => new Finding(text.Split(' ')[0], null, text[(text.IndexOf(' ') + 1)..], ""));
}
