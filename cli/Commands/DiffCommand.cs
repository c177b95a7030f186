using System.CommandLine;
using Basecamp.Cli.Diff;
using Basecamp.Cli.Diff.Output;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.Diff.Revisions;
using Basecamp.Cli.Diff.Rules;
using Basecamp.Cli.Terminal;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp diff</c>: what changes, and what of it is dangerous.</summary>
static class DiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("diff",
            "Show what changes between two states, dangerous changes first: two directories or stack exports (OLD NEW), two git revisions of a stack "
            + "(--stack --base), or a stack and what is deployed (--stack --export). Secrets are never shown. Runs offline.");
        var options = new DiffOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = options.Output(parsed);
            // What goes to a pipe or a file must not be mixed with progress.
            var shown = output.Format == "text" ? context : context with { IsTerminal = false, HasColour = false };
            try
            {
                var sides = await DiffSides.ReadAsync(options.Sources(parsed), shown, cancellation);
                if (sides.ExitCode is { } failed)
                    return failed;
                var report = DiffReport.Of(sides.Before!, sides.After!, sides.IsSecret, sides.Forecast);
                var code = CodeOf(report, output.FailOn);
                Print(report, output, shown, code);
                return code;
            }
            catch (InvalidStateException exception)
            {
                await context.Error.WriteLineAsync(exception.Message);
                return ExitCode.Usage;
            }
            catch (RevisionException exception)
            {
                await context.Error.WriteLineAsync(exception.Message);
                return exception.ExitCode;
            }
        });
        return command;
    }

    static void Print(DiffReport report, DiffOutput output, CliContext context, int code)
    {
        switch (output.Format)
        {
            case "json":
                context.Output.WriteLine(DiffJson.Write(report, code));
                break;
            case "markdown":
                context.Output.Write(new DiffMarkdown(report, output.MaximumBytes).Write());
                break;
            default:
                new DiffText(new Page(context)).Print(report);
                break;
        }
    }

    static int CodeOf(DiffReport report, string failOn)
    {
        var isUnprepared = report.Forecast is { IsUnprepared: true };
        var isBad = failOn switch
        {
            "never" => false,
            "change" => report.Apps.Count > 0 || report.Forecast is { Steps.Count: > 0 },
            "caution" => isUnprepared || report.Findings.Any(finding => finding.Severity >= Severity.Caution),
            _ => isUnprepared || report.Findings.Any(finding => finding.Severity == Severity.Danger),
        };
        return isBad ? ExitCode.Unfit : ExitCode.Fine;
    }
}
