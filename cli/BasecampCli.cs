using System.CommandLine;
using Basecamp.Cli.Commands;
using Basecamp.Cli.Doctor;
using Basecamp.Cli.StackFiles;
using Basecamp.Cli.Status;

namespace Basecamp.Cli;

/// <summary>The command line: what <c>./basecamp</c> runs.</summary>
static class BasecampCli
{
    /// <summary>Runs one command and returns its <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context, CancellationToken cancellation = default)
    {
        var root = Root(context);
        // Without arguments there is nothing to do but to say what could be done.
        var parsed = root.Parse(args.Count == 0 ? ["--help"] : args);
        if (IsUnknownCommand(parsed) || (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExitCodes))
            return UsageError.Report(parsed, context.Error);
        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = context.Output,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
                // After Ctrl-C a command still has to remove what it made for the time being, such as a checkout.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            };
            return await parsed.InvokeAsync(invocation, cancellation);
        }
        catch (OperationCanceledException)
        {
            await context.Error.WriteLineAsync("Interrupted; nothing was changed.");
            return ExitCode.Interrupted;
        }
        catch (InvalidStackFileException exception)
        {
            await context.Error.WriteLineAsync($"{exception.Message}\n  {exception.Hint}");
            return ExitCode.Unfit;
        }
    }

    // Help of a command that does not exist would be help of all others, as if nothing were wrong.
    static bool IsUnknownCommand(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Any(token => !token.StartsWith('-'));

    /// <summary>Every command with its options.</summary>
    public static RootCommand Root(CliContext context)
    {
        var root = new RootCommand(
            """
            From a few Linux machines to a Kubernetes platform. These commands read a stack's config and run its program
            offline: no cluster, no cloud account and no Pulumi CLI is needed, and nothing is contacted. The exceptions are
            vendor, which fetches charts, handover, which runs pulumi and kubectl, and doctor, status and bundle, which read a
            living cluster.
            """);
        HelpWithExitCodes.Install(root);
        VersionWithPulumi.Install(root);
        root.Add(PreviewCommand.Create(context));
        root.Add(RenderCommand.Create(context));
        root.Add(VendorCommand.Create(context));
        root.Add(ImagesCommand.Create(context));
        root.Add(GraphCommand.Create(context));
        root.Add(DiffCommand.Create(context));
        root.Add(DoctorCommand.Create(context));
        root.Add(StatusCommand.Create(context));
        root.Add(BundleCommand.Create(context));
        root.Add(HandoverCommand.Create(context));
        root.Add(RecoveryCommand.Create(context));
        return root;
    }
}
