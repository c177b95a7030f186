using System.CommandLine;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Terminal;

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
        command.Add(output);
        command.Add(all);
        command.Add(ascii);
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = stack.Read(parsed, context);
            if (parsed.GetValue(output) == "json")
                return await PrintJsonAsync(file, context, cancellation);

            var page = new Page(context);
            var run = await Progress.RunAsync(file, context, page, cancellation);
            var glyphs = parsed.GetValue(ascii) ? TreeGlyphs.Ascii : TreeGlyphs.Unicode;
            new PreviewText(page, glyphs, parsed.GetValue(all)).Print(new(run));
            return run.ExitCode;
        });
        return command;
    }

    static async Task<int> PrintJsonAsync(StackFiles.StackFile file, CliContext context, CancellationToken cancellation)
    {
        var run = await Offline.OfflineRun.StartAsync(file, context.Program, null, cancellation);
        await context.Output.WriteLineAsync(PreviewJson.Write(new(run)));
        return run.ExitCode;
    }
}
