using System.CommandLine;
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
        var output = new Option<string>("--out", "-o")
        {
            Description = "The directory to write to. Files there that no render wrote stay untouched.",
            HelpName = "directory",
            Required = true,
        };
        var check = new Option<bool>("--check") { Description = "Write nothing; list the files that differ and exit 1 if any does." };
        command.Add(output);
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
            var shown = parsed.GetRequiredValue(output);
            var tree = RenderedTree.Of(run, context.Program.Files(file.Config));
            return Write(run, tree, page, shown, Path.GetFullPath(shown, context.Directory), parsed.GetValue(check), cancellation);
        });
        return command;
    }

    static int Write(
        OfflineRun run, RenderedTree tree, Page page, string shown, string directory, bool checkOnly, CancellationToken cancellation)
    {
        foreach (var refusal in tree.Refusals)
            page.Line(Style.Bad("refused: "), Style.Plain(refusal));
        if (tree.Refusals.Count > 0)
        {
            page.Line(Style.Bad($"render of {run.File.Stack}: nothing was written"));
            return ExitCode.Unfit;
        }
        var target = new RenderDirectory(directory);
        try
        {
            return checkOnly
                ? Report(page, target.Compare(tree.Files), shown, run.File.Stack)
                : Summarize(page, tree, target.Write(tree.Files, cancellation), shown, run.File.Stack);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            page.Line(Style.Bad($"render of {run.File.Stack}: {exception.Message} The directory is as it was."));
            return ExitCode.Unfit;
        }
    }

    static int Report(Page page, RenderChanges changes, string shown, string stack)
    {
        List(page, "missing", changes.Missing);
        List(page, "stale", changes.Stale);
        List(page, "extra", changes.Extra);
        if (changes.Count == 0)
        {
            page.Line(Style.Good($"{shown} is up to date with {stack}"));
            return ExitCode.Fine;
        }
        page.Line(Style.Bad(
            $"{PreviewReport.Count(changes.Count, "file")} of {shown} out of date; run: ./basecamp render --stack {stack} --out {shown}"));
        return ExitCode.Unfit;
    }

    static int Summarize(Page page, RenderedTree tree, RenderChanges changes, string shown, string stack)
    {
        foreach (var (resource, reason) in tree.Manifests.LeftOut)
            page.Line(Style.Dim($"left out: {resource.Name} ({ResourceText.ShortType(resource)}): {reason}"));
        page.Line(Style.Good(
            $"render of {stack}: {PreviewReport.Count(tree.Files.Count, "file")} in {shown} "
            + $"({changes.Missing.Count} new, {changes.Stale.Count} changed, {changes.Extra.Count} removed)"));
        return ExitCode.Fine;
    }

    static void List(Page page, string label, IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
            page.Line(Style.Warning($"{label,-8} "), Style.Plain(path));
    }
}
