using System.CommandLine;
using Basecamp.Cli.Charts;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Render;
using Basecamp.Cli.Terminal;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp render</c>: the stack as files.</summary>
static class RenderCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("render",
            "Write a stack's Kubernetes objects and machine files as YAML, one file each, byte-identical for "
            + "equal input. Secrets are never written. Runs offline.");
        var stack = new StackOptions(command);
        var output = OutputOption.Create(
            "The directory to write to. Files there that no render wrote stay untouched.", "directory", "a render is many files.");
        var check = new Option<bool>("--check") { Description = "Write nothing; list the files that differ and exit 1 if any does." };
        var gitOps = new Option<bool>("--gitops")
        {
            Description = "Write only what Argo CD or Flux reads, to its place below the directory, which is the root of the repository. Several stacks can share one.",
        };
        var charts = new Option<bool>("--charts")
        {
            Description = "Also write the objects that charts render to. Needs Helm 3 or 4, and the charts at hand: './basecamp vendor' fetches them.",
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(charts) && result.GetValue(gitOps))
                result.AddError("'--charts' and '--gitops' exclude each other: Argo CD and Flux render charts themselves.");
        });
        command.Add(output);
        command.Add(charts);
        command.Add(gitOps);
        command.Add(check);
        command.SetAction(async (parsed, cancellation) =>
        {
            var page = new Page(context);
            var file = stack.Read(parsed, context);
            var run = await Progress.RunAsync(file, context, page, cancellation);
            if (run.ExitCode != ExitCode.Fine)
            {
                new PreviewText(page, TreeGlyphs.Unicode, all: false).PrintComplaints(new(run));
                page.Line(Style.Bad($"render of {run.File.Stack}: nothing was written"));
                return run.ExitCode;
            }
            IReadOnlyList<RenderedChart> rendered = [];
            IReadOnlyList<string> findings = [];
            try
            {
                if (parsed.GetValue(charts))
                {
                    rendered = await StackCharts.RenderAsync(run, context, cancellation);
                    findings = ChartGuardrails.Check(run.Stack, rendered, ChartExemptions.Of(file.ProjectDirectory));
                }
            }
            catch (ChartException exception)
            {
                foreach (var line in exception.Message.Split('\n'))
                    page.Line(Style.Bad("refused: "), Style.Plain(line));
                if (exception.IsFetchable)
                    page.Line(Style.Plain($"Bring them with: ./basecamp vendor --stack {run.File.Stack}"));
                page.Line(Style.Bad($"render of {run.File.Stack}: nothing was written"));
                return exception.ExitCode;
            }
            var tree = RenderedTree.Of(run, context.Program.Files(file.Config), rendered);
            var target = parsed.GetValue(gitOps)
                ? RenderTarget.OfRepository(tree, parsed.GetRequiredValue(output), context.Directory)
                : RenderTarget.OfEverything(tree, parsed.GetRequiredValue(output), context.Directory, parsed.GetValue(charts));
            foreach (var finding in findings)
                page.Line(Style.Bad("finding: "), Style.Plain(finding));
            var code = Write(run, tree, page, target, parsed.GetValue(check), cancellation);
            return findings.Count > 0 && code == ExitCode.Fine ? ExitCode.Unfit : code;
        });
        return command;
    }

    static int Write(
        OfflineRun run, RenderedTree tree, Page page, RenderTarget? target, bool checkOnly, CancellationToken cancellation)
    {
        if (target is null)
        {
            page.Line(Style.Bad(
                $"render of {run.File.Stack}: Pulumi delivers this stack, so nothing is read from a repository. Set `basecamp:delivery` to argocd or flux, or leave --gitops out."));
            return ExitCode.Unfit;
        }
        foreach (var refusal in tree.Refusals)
            page.Line(Style.Bad("refused: "), Style.Plain(refusal));
        if (tree.Refusals.Count > 0)
        {
            page.Line(Style.Bad($"render of {run.File.Stack}: nothing was written"));
            return ExitCode.Unfit;
        }
        var directory = new RenderDirectory(target.Directory);
        try
        {
            return checkOnly
                ? Report(page, directory.Compare(target.Files), target, run.File.Stack)
                : Summarize(page, tree, directory.Write(target.Files, cancellation), target, run.File.Stack);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            page.Line(Style.Bad($"render of {run.File.Stack}: {exception.Message} The directory is as it was."));
            return ExitCode.Unfit;
        }
    }

    static int Report(Page page, RenderChanges changes, RenderTarget target, string stack)
    {
        List(page, "missing", changes.Missing);
        List(page, "stale", changes.Stale);
        List(page, "extra", changes.Extra);
        if (changes.Count == 0)
        {
            page.Line(Style.Good($"{target.Shown} is up to date with {stack}"));
            return ExitCode.Fine;
        }
        page.Line(Style.Bad(
            $"{PreviewReport.Count(changes.Count, "file")} of {target.Shown} out of date; run: ./basecamp render --stack {stack} {target.Options}"));
        return ExitCode.Unfit;
    }

    static int Summarize(Page page, RenderedTree tree, RenderChanges changes, RenderTarget target, string stack)
    {
        foreach (var (resource, reason) in tree.Manifests.LeftOut)
            page.Line(Style.Dim($"left out: {resource.Name} ({ResourceText.ShortType(resource)}): {reason}"));
        foreach (var chart in tree.Charts.Where(chart => chart.Objects.Secrets.Length > 0))
            page.Line(Style.Dim(
                $"left out: {PreviewReport.Count(chart.Objects.Secrets.Length, "Secret")} of the chart {chart.Chart}: {string.Join(", ", chart.Objects.Secrets)}"));
        page.Line(Style.Good(
            $"render of {stack}: {PreviewReport.Count(target.Files.Count, "file")} in {target.Shown} "
            + $"({changes.Missing.Count} new, {changes.Stale.Count} changed, {changes.Extra.Count} removed)"));
        return ExitCode.Fine;
    }

    static void List(Page page, string label, IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
            page.Line(Style.Warning($"{label,-8} "), Style.Plain(path));
    }
}
