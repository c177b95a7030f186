using System.CommandLine;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Recovery.Check;
using Basecamp.Cli.Recovery.Coverage;
using Basecamp.Cli.Recovery.Secrets;
using Basecamp.Cli.Terminal;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp dr check</c>: what would be lost if everything burned down now.</summary>
static class RecoveryCheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("check",
            "Show what would be lost if everything burned down now: what the stack holds, which copies of it survive, and how old they are. "
            + "Reads the buckets of the stack file with its own keys, and changes nothing.");
        var stack = new StackOptions(command);
        var offline = new Option<bool>("--offline") { Description = "Check the configuration only; no network connection, no passphrase." };
        var export = new Option<string?>("--export")
        {
            Description = "A state that `pulumi stack export` wrote: checks that the passphrase decrypts it.",
            HelpName = "file",
        };
        var output = new Option<string>("--output", "-o") { Description = "text for people, json for machines.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        command.Add(offline);
        command.Add(export);
        command.Add(output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = stack.Read(parsed, context);
            var run = await OfflineRun.StartAsync(file, context.Program, null, cancellation);
            if (!run.IsComplete)
            {
                new PreviewText(new(context), TreeGlyphs.Unicode, all: false).PrintComplaints(new(run));
                return run.ExitCode;
            }
            try
            {
                var check = await CheckAsync(run, parsed.GetValue(offline), parsed.GetValue(export), context, cancellation);
                if (parsed.GetValue(output) == "json")
                    await context.Output.WriteLineAsync(DisasterCheckJson.Write(check));
                else
                    new DisasterCheckText(new(context)).Print(check);
                return check.IsWorse ? ExitCode.Unfit : ExitCode.Fine;
            }
            catch (Exception exception) when (exception is InvalidStateException or IOException or UnauthorizedAccessException)
            {
                await context.Error.WriteLineAsync(exception.Message);
                return ExitCode.Usage;
            }
        });
        return command;
    }

    static async Task<DisasterCheck> CheckAsync(OfflineRun run, bool offline, string? export, CliContext context, CancellationToken cancellation)
    {
        var coverage = StackCoverage.Of(run.Stack, run.Below, run.File.Config);
        // An offline check asks for no passphrase, but an export is no use when nobody can open it.
        var passphrase = offline && export is null ? null : Passphrase.Of(context.Variable);
        using var keys = StoreKeys.Of(run.File, passphrase);
        var check = offline
            ? DisasterCheck.OfPromises(run, coverage, context.Clock.GetUtcNow())
            : await Progress.WaitAsync($"looking at the copies of {run.File.Stack}", context, _ => DisasterCheck.OfBucketsAsync(run, coverage, keys, context, cancellation));
        return export is null
            ? check
            : check with { Export = ExportCheck.Of(export, await File.ReadAllTextAsync(Path.GetFullPath(export, context.Directory), cancellation), passphrase) };
    }
}
