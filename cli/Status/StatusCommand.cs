using System.CommandLine;
using Basecamp.Cli.Doctor;
using Basecamp.Cli.Terminal;
using Basecamp.Cluster.Reading;
using Basecamp.Cluster.Status;

namespace Basecamp.Cli.Status;

/// <summary><c>basecamp status</c>: how a cluster is, on one screen.</summary>
static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("status",
            "Show how a cluster is: machines, etcd, what GitOps applies, apps, certificates, backups, and what is left when one machine is lost. "
            + "Reads the cluster of the kubeconfig, or a dump of one; changes nothing.");
        var cluster = new ClusterOptions(command);
        var output = new Option<string>("--output", "-o") { Description = "text for people, json for machines.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        command.Add(output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var isJson = parsed.GetValue(output) == "json";
            try
            {
                var status = ClusterStatus.Of(await cluster.ReadAsync(parsed, isJson ? context with { IsTerminal = false, HasColour = false } : context,
                    cancellation));
                if (isJson)
                    await context.Output.WriteLineAsync(StatusJson.Write(status));
                else
                    new StatusText(new Page(context)).Print(status);
                return status.Causes.Count > 0 ? ExitCode.Unfit : ExitCode.Fine;
            }
            catch (ClusterReadException exception)
            {
                await context.Error.WriteLineAsync(exception.Message);
                return ExitCode.Internal;
            }
        });
        return command;
    }
}
