using System.CommandLine;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Recovery.Check;
using Basecamp.Cli.Recovery.Coverage;
using Basecamp.Cli.Recovery.Plan;
using Basecamp.Cli.Recovery.Secrets;
using Basecamp.Cli.StackFiles;
using Basecamp.Cli.Terminal;
using Basecamp.Components.Configuration;
using Basecamp.Infra.Apps;
using Basecamp.Infra.Platform;
using Basecamp.Manifests.Text;

namespace Basecamp.Cli.Commands;

/// <summary><c>basecamp dr plan</c>: the steps that bring a cluster back.</summary>
static class RecoveryPlanCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("plan",
            "Print the steps that bring a cluster back after a disaster, with the commands for this stack. Decides between the two ways: a snapshot of the datastore "
            + "where disks live, or a new cluster with data from backups. Changes nothing.");
        var stack = new StackOptions(command);
        var alive = new Option<string?>("--alive") { Description = "Machines whose disks live, with commas: cp1,w1. Default: none.", HelpName = "names" };
        var offline = new Option<bool>("--offline") { Description = "Do not look for copies in buckets, and need no passphrase." };
        var output = new Option<string>("--output", "-o") { Description = "text for people, json for machines.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        command.Add(alive);
        command.Add(offline);
        command.Add(output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = await OfflineRun.StartAsync(stack.Read(parsed, context), context.Program, null, cancellation);
            if (!run.IsComplete)
            {
                new PreviewText(new(context), TreeGlyphs.Unicode, all: false).PrintComplaints(new(run));
                return run.ExitCode;
            }
            string[] living = [.. (parsed.GetValue(alive) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            if (Recoverable(run.File, context) is not { } recoverable)
                return await WrongAsync(context, $"{run.File.Shown} describes no machines on which a cluster could be brought back: name the stack that owns them.");
            var names = recoverable.Topology.Nodes.Select(node => node.Name).ToList();
            if (living.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
                return await WrongAsync(context, $"'{unknown}' is not a machine of {run.File.Stack}. {(NearestName.Find(unknown, names) is { } near ? $"Did you mean '{near}'? " : "")}Machines: {string.Join(", ", names)}.");
            var plan = RecoveryPlan.Of(recoverable, living, await CheckAsync(run, parsed.GetValue(offline), context, cancellation));
            if (parsed.GetValue(output) == "json")
                await context.Output.WriteLineAsync(RecoveryPlanJson.Write(plan));
            else
                new RecoveryPlanText(new(context)).Print(plan);
            return ExitCode.Fine;
        });
        return command;
    }

    static async Task<DisasterCheck> CheckAsync(OfflineRun run, bool offline, CliContext context, CancellationToken cancellation)
    {
        var coverage = StackCoverage.Of(run.Stack, run.Below, run.File.Config);
        if (offline)
            return DisasterCheck.OfPromises(run, coverage, context.Clock.GetUtcNow());
        using var keys = StoreKeys.Of(run.File, Passphrase.Of(context.Variable));
        return await Progress.WaitAsync($"looking at the copies of {run.File.Stack}", context, _ => DisasterCheck.OfBucketsAsync(run, coverage, keys, context, cancellation));
    }

    static RecoverableStack? Recoverable(StackFile file, CliContext context) => context.Program.Topology(file.Config) is { Nodes.Count: > 0 } topology
        ? new(file.Stack, topology, SettingsOf<PlatformSettings>(file, PlatformConfiguration.RootPath), SettingsOf<AppsSettings>(file, AppsConfiguration.RootPath))
        : null;

    static T? SettingsOf<T>(StackFile file, string key)
        where T : class => file.Config.GetValueOrDefault(key) is { } json ? SettingsReader.Read<T>(json, key).Settings : null;

    static async Task<int> WrongAsync(CliContext context, string message)
    {
        await context.Error.WriteLineAsync(message);
        return ExitCode.Usage;
    }
}
