using System.CommandLine;
using Basecamp.Cli.Charts;
using Basecamp.Cli.Files;
using Basecamp.Cli.Images;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Terminal;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp images</c>: every image that a stack runs.</summary>
static class ImagesCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("images",
            "List every image that a stack runs, of its objects and of what its charts render to, and who brings it: for mirrors, scanners and sites "
            + "without internet. Needs Helm 3 or 4 and the charts at hand to look into charts; what it could not look into is said. Runs offline.");
        var stack = new StackOptions(command);
        var output = new Option<string>("--output", "-o") { Description = "text for people, json for machines.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var missing = new Option<bool>("--missing-digests") { Description = "Only those without a digest; exit 1 if there are any, or if something could not be looked into." };
        var airgap = new Option<string?>("--airgap")
        {
            Description = "Write the list to a file as K3s' k3s-images.txt, an image a line; - is standard output. Not written when something could not be looked into.",
            HelpName = "file",
        };
        command.Add(output);
        command.Add(missing);
        command.Add(airgap);
        command.Validators.Add(result =>
        {
            if (result.GetResult(airgap) is { Implicit: false } && (result.GetValue(missing) || result.GetResult(output) is { Implicit: false }))
                result.AddError("'--airgap' goes with neither '--missing-digests' nor '--output': it is a list of all images.");
            else if (result.GetResult(airgap) is { Tokens: [{ Value: "" }] })
                result.AddError("'--airgap' is empty. Name a file.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = stack.Read(parsed, context);
            var (isJson, isListed) = (parsed.GetValue(output) == "json", parsed.GetValue(airgap) is not null);
            // A list must not be mixed with what is said about it.
            var said = isJson || parsed.GetValue(airgap) == OutputFile.StandardOutput ? context with { Output = context.Error, IsTerminal = false, HasColour = false } : context;
            var page = new Page(said);
            var run = await Progress.RunAsync(file, said, page, cancellation);
            // Findings are no reason to have no list.
            if (!run.IsComplete)
            {
                new PreviewText(page, TreeGlyphs.Unicode, all: false).PrintComplaints(new(run));
                page.Line(Style.Bad($"images of {file.Stack}: nothing was listed"));
                return run.ExitCode;
            }
            var images = await FindAsync(run, said, cancellation);
            var shown = parsed.GetValue(missing) ? [.. images.Images.Where(image => !image.Image.IsPinned)] : images.Images;
            var code = (parsed.GetValue(missing) && shown.Count > 0) || ((parsed.GetValue(missing) || isListed) && !images.IsComplete) ? ExitCode.Unfit : ExitCode.Fine;
            if (isJson)
                await context.Output.WriteLineAsync(ImagesJson.Write(images, shown, code));
            else if (isListed)
                return Write(images, parsed.GetValue(airgap)!, page, context, code);
            else
                Print(images, shown, page, parsed.GetValue(missing), code);
            return code;
        });
        return command;
    }

    static async Task<StackImages> FindAsync(OfflineRun run, CliContext context, CancellationToken cancellation)
    {
        IReadOnlyList<RenderedChart> rendered = [];
        IReadOnlyList<string> unseen = [];
        try
        {
            rendered = await StackCharts.RenderAsync(run, context, cancellation);
        }
        catch (ChartException exception)
        {
            var fetch = exception.IsFetchable ? $" Bring them with: ./basecamp vendor --stack {run.File.Stack}" : "";
            unseen = [$"charts ({string.Join("; ", StackChart.AllOf(run.Stack))}): {exception.Message.Replace('\n', ' ')}{fetch}"];
        }
        return StackImages.Of(run, context.Program.Files(run.File.Config), rendered, unseen);
    }

    static void Print(StackImages images, IReadOnlyList<StackImage> shown, Page page, bool isMissing, int code)
    {
        foreach (var image in shown)
        {
            page.Line(Style.Plain(image.Image.ToString()));
            foreach (var by in image.BroughtBy)
                page.Line(Style.Dim($"  {by}"));
        }
        Complain(images, page);
        var without = images.Images.Count(image => !image.Image.IsPinned);
        var text = isMissing
            ? $"images of {images.Stack}: {without} of {PreviewReport.Count(images.Images.Count, "image")} without digest"
            : $"images of {images.Stack}: {PreviewReport.Count(images.Images.Count, "image")}, {without} without digest";
        page.Line(code == ExitCode.Fine ? Style.Good(text) : Style.Bad(text));
    }

    static void Complain(StackImages images, Page page)
    {
        foreach (var unseen in images.Unseen)
            page.Line(Style.Warning("not looked into: "), Style.Plain(unseen));
    }

    static int Write(StackImages images, string target, Page page, CliContext context, int code)
    {
        Complain(images, page);
        if (code != ExitCode.Fine)
        {
            page.Line(Style.Bad($"images of {images.Stack}: nothing was written, because images would be missing"));
            return code;
        }
        try
        {
            if (target == OutputFile.StandardOutput)
                context.Output.Write(images.ToAirgapList());
            else
                new OutputFile(target, context.Directory, $"{images.Stack}-images.txt").Write(images.ToAirgapList());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            page.Line(Style.Bad($"images of {images.Stack}: {exception.Message}"));
            return ExitCode.Unfit;
        }
        page.Line(Style.Good(
            $"images of {images.Stack}: {PreviewReport.Count(images.Images.Count, "image")} {(target == OutputFile.StandardOutput ? "on standard output" : $"in {target}")}; "
            + "K3s' own are in k3s-images.txt of its release"));
        return ExitCode.Fine;
    }
}
