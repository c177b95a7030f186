using System.CommandLine;
using Basecamp.Cli.Charts;
using Basecamp.Cli.Files;
using Basecamp.Cli.Graph;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.StackFiles;
using Basecamp.Cli.Terminal;
using Basecamp.Testing.Guardrails;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp graph</c>: the stack as a picture.</summary>
static class GraphCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("graph",
            "Draw a stack: machines, cluster, namespaces, workloads, and who may talk to whom. One HTML file that needs nothing "
            + "else, byte-identical for equal input. Secrets are never written. Runs offline.");
        var stack = new StackOptions(command);
        var output = OutputOption.Create("The file to write, for example ha.html; an existing one is replaced. - is standard output.", "file");
        command.Add(output);
        var charts = new Option<bool>("--charts")
        {
            Description = "Draw what charts render to, not only what components declare of them. Needs Helm 3 or 4, and what './basecamp vendor' fetches.",
        };
        command.Add(charts);
        command.SetAction(async (parsed, cancellation) =>
        {
            var shown = parsed.GetRequiredValue(output);
            var said = shown == OutputFile.StandardOutput
                // The page must not be mixed with what is said about it.
                ? context with { Output = context.Error, IsTerminal = false, HasColour = false }
                : context;
            var page = new Page(said);
            var file = stack.Read(parsed, context);
            var run = await Progress.RunAsync(file, said, page, cancellation);
            if (run.ExitCode != ExitCode.Fine)
                new PreviewText(page, TreeGlyphs.Unicode, all: false).PrintComplaints(new(run));
            if (!run.IsComplete)
            {
                page.Line(Style.Bad($"graph of {run.File.Stack}: nothing was written"));
                return run.ExitCode;
            }
            IReadOnlyList<RenderedChart> rendered = [];
            try
            {
                if (parsed.GetValue(charts))
                    rendered = await StackCharts.RenderAsync(run, said, cancellation);
            }
            catch (ChartException exception)
            {
                var fetch = exception.IsFetchable ? $"\nBring them with: ./basecamp vendor --stack {file.Stack}" : "";
                foreach (var line in (exception.Message + fetch).Split('\n'))
                    page.Line(Style.Bad("refused: "), Style.Plain(line));
                page.Line(Style.Bad($"graph of {run.File.Stack}: nothing was written"));
                return exception.ExitCode;
            }
            // A stack with guardrail findings is worth a look all the more; secrets are searched for in the page itself.
            return Write(run, GraphReader.Read(run.Stack, context.Program.Topology(file.Config), rendered), page, shown, context);
        });
        return command;
    }

    static int Write(OfflineRun run, GraphModel model, Page page, string shown, CliContext context)
    {
        var html = GraphPage.Write(model);
        if (SecretIn(html, run) is { } origin)
            return Refuse(page, run, $"the page would contain {origin}. Hand it to the cluster as a Secret instead.");
        try
        {
            if (shown == OutputFile.StandardOutput)
                context.Output.Write(html);
            else
                new OutputFile(shown, context.Directory, $"{run.File.Stack}.html").Write(html);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse(page, run, exception.Message);
        }
        foreach (var notice in model.Notices)
            page.Line(Style.Warning("not shown: "), Style.Plain(notice));
        foreach (var undeclared in model.Undeclared ?? [])
            page.Line(Style.Warning("not declared: "), Style.Plain(undeclared));
        page.Line(Style.Good(
            $"graph of {run.File.Stack}: {PreviewReport.Count(model.Namespaces.Count, "namespace")}, "
            + $"{PreviewReport.Count(model.Namespaces.Sum(ns => ns.Workloads.Count), "workload")}, "
            + $"{PreviewReport.Count(model.Paths.Count, "allowed path")} {(shown == OutputFile.StandardOutput ? "on standard output" : $"in {shown}")}"));
        return run.ExitCode;
    }

    // The encoded page hides quotes and ampersands, so what people would read is searched as well.
    static string? SecretIn(string html, OfflineRun run)
    {
        var secrets = SecretTexts.Of(run.Stack);
        if (secrets.Count == 0)
            return null;
        var shown = html.Replace(PulumiYaml.SecretPlaceholder, "", StringComparison.Ordinal);
        return secrets.FindIn(shown) ?? secrets.FindIn(System.Net.WebUtility.HtmlDecode(shown));
    }

    static int Refuse(Page page, OfflineRun run, string reason)
    {
        page.Line(Style.Bad("refused: "), Style.Plain(reason));
        page.Line(Style.Bad($"graph of {run.File.Stack}: nothing was written"));
        return ExitCode.Unfit;
    }
}
