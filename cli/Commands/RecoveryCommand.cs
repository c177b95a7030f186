using System.CommandLine;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Recovery;
using Basecamp.Cli.Terminal;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp dr</c>: what is needed before and after a disaster.</summary>
static class RecoveryCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("dr", "Disaster recovery: what would be lost now, and the way back.");
        command.Add(RecoveryCheckCommand.Create(context));
        command.Add(RecoveryPlanCommand.Create(context));
        command.Add(Forget(context));
        return command;
    }

    static Command Forget(CliContext context)
    {
        var command = new Command("forget-cluster",
            "Remove from an exported stack everything that was in a cluster that no longer exists, so that the next `pulumi up` creates it in the new one. "
            + "Passwords and keys stay. Makes no network connection: reads what `pulumi stack export` wrote, writes what `pulumi stack import` reads.");
        var export = new Option<string>("--export") { Description = "The exported state: pulumi stack export --stack NAME --file FILE.", HelpName = "file", Required = true };
        var output = OutputOption.Create(
            "Where to write it. An existing file is never overwritten.", "file", "a state belongs in a file that only you can read.");
        command.Add(export);
        command.Add(output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (source, target) = (parsed.GetRequiredValue(export), parsed.GetRequiredValue(output));
            try
            {
                var state = ClusterForgetting.Of(source, await File.ReadAllTextAsync(Path.GetFullPath(source, context.Directory), cancellation));
                await using (var file = new FileStream(Path.GetFullPath(target, context.Directory), FileMode.CreateNew))
                await using (var writer = new StreamWriter(file))
                    await writer.WriteAsync(state.ToString().AsMemory(), cancellation);
                var page = new Page(context);
                page.Line(Style.Good($"{PreviewReport.Count(state.Forgotten, "resource")} removed, {state.Kept} kept"), Style.Plain($" in {target}"));
                page.Line(Style.Plain($"Next: pulumi stack import --stack NAME --file {target}, then pulumi up --stack NAME."));
                return ExitCode.Fine;
            }
            catch (Exception exception) when (exception is InvalidStateException or IOException or UnauthorizedAccessException)
            {
                await context.Error.WriteLineAsync(exception.Message);
                return ExitCode.Usage;
            }
        });
        return command;
    }
}
