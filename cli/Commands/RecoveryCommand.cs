using System.CommandLine;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Recovery;
using Basecamp.Cli.Terminal;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp dr</c>: what is needed after a disaster.</summary>
static class RecoveryCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("dr", "After a disaster: prepare the state of a stack for a cluster that is built anew.");
        command.Add(Forget(context));
        return command;
    }

    static Command Forget(CliContext context)
    {
        var command = new Command("forget-cluster",
            "Write a stack's state without what was in its cluster, which is gone: the next `pulumi up` makes all of it on the new one. Passwords and "
            + "keys stay. Contacts nobody; reads what `pulumi stack export` wrote, writes what `pulumi stack import` reads.");
        var export = new Option<string>("--export") { Description = "The exported state: pulumi stack export --stack NAME --file FILE.", HelpName = "file", Required = true };
        var output = new Option<string>("--out", "-o") { Description = "Where to write it. An existing file is never overwritten.", HelpName = "file", Required = true };
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
                page.Line(Style.Good($"{PreviewReport.Count(state.Forgotten, "resource")} forgotten, {state.Kept} kept"), Style.Plain($" in {target}"));
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
