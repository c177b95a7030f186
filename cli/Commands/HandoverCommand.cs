using System.CommandLine;
using Basecamp.Cli.Handover;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.StackFiles;
using Basecamp.Cli.Terminal;
using Basecamp.Testing;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp handover</c>: changes who applies a deployed stack.</summary>
static class HandoverCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("handover",
            "Change who applies a deployed stack: Pulumi, Argo CD or Flux. Does not delete live objects. Runs pulumi; also kubectl when a GitOps engine "
            + "leaves, and helm from Argo CD to Pulumi. After an interruption, run the same command again.");
        var stack = StackNameOption.Create("The stack: reads and changes Pulumi.<stack>.yaml.", isRequired: true);
        var to = new Option<string>("--to") { Description = "Who applies it from now on: pulumi, argocd or flux.", HelpName = "owner", Required = true };
        to.AcceptOnlyFromAmong("pulumi", "argocd", "flux");
        var yes = new Option<bool>("--yes", "-y") { Description = "Let Pulumi deploy without asking." };
        command.Add(stack);
        command.Add(to);
        command.Add(yes);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (page, file, next) = (new Page(context), StackFileReader.Read(context.Directory, parsed.GetRequiredValue(stack)!, null), parsed.GetRequiredValue(to));
            var then = await RunAsync(file, next, context, cancellation);
            // Findings are for the preview; only a stack that cannot be deployed stops a handover.
            if (!then.IsComplete)
            {
                new PreviewText(page, TreeGlyphs.Unicode, all: false).PrintComplaints(new(then));
                page.Line(Style.Bad($"handover of {file.Stack}: nothing was changed"));
                return ExitCode.Unfit;
            }
            return await HandOverAsync(file, next, parsed.GetValue(yes), then, page, context, cancellation);
        });
        return command;
    }

    static async Task<int> HandOverAsync(
        StackFile file, string next, bool yes, OfflineRun then, Page page, CliContext context, CancellationToken cancellation)
    {
        var handover = new HandoverRun
        {
            Stack = (file.Stack, file.ProjectDirectory, file.Config.GetValueOrDefault("basecamp:homelabStack") ?? file.Config.GetValueOrDefault("basecamp:platformStack") ?? file.Stack),
            To = next,
            Yes = yes,
            Configured = file.Config.GetValueOrDefault(Delivery.Key, Delivery.Default),
            ReleasesOf = async (owner, stop) =>
                [.. ReleasesOf(then).ExceptBy(ReleasesOf(await RunAsync(file, owner, context, stop)).Select(release => release.Urn), release => release.Urn)],
            Page = page,
        };
        try
        {
            await handover.RunAsync(cancellation);
            return ExitCode.Fine;
        }
        catch (HandoverException failed)
        {
            await context.Error.WriteLineAsync($"{failed.Message}\n  No live object was deleted. Fix the cause and run the same command again: it continues where it stopped.");
            return failed.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await context.Error.WriteLineAsync("Interrupted; no live object was deleted. Run the same command again to continue.");
            return ExitCode.Interrupted;
        }
    }

    static IEnumerable<RecordedResource> ReleasesOf(OfflineRun run) => run.Stack.OfType("kubernetes:helm.sh/v3:Release");

    static Task<OfflineRun> RunAsync(StackFile file, string owner, CliContext context, CancellationToken cancellation) =>
        OfflineRun.StartAsync(Delivery.By(file, owner), context.Program, null, cancellation);
}
