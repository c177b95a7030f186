using System.CommandLine;
using System.Reflection;
using Basecamp.Cli.Commands;
using Basecamp.Cli.Preview;
using Basecamp.Cli.Terminal;
using Basecamp.Cluster.Bundles;
using Basecamp.Cluster.Reading;

namespace Basecamp.Cli.Doctor;

/// <summary><c>basecamp bundle</c>: a cluster as a directory, to attach to an issue.</summary>
static class BundleCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("bundle",
            "Write what the doctor reads of a cluster to a directory, to look at later or elsewhere: objects, events, versions, and the ends of failing pods' logs. "
            + "Contents of Secrets and ConfigMaps are left out, and what looks secret elsewhere is hidden; look through it all the same before you publish it.");
        var output = OutputOption.Create("Where to write it: a directory that is empty or does not exist.", "directory", "a bundle is many files.");
        var cluster = new ClusterOptions(command, canBeDump: false);
        command.Add(output);
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var snapshot = await cluster.ReadAsync(parsed, context, cancellation);
                var shown = parsed.GetRequiredValue(output);
                var files = BundleWriter.Write(snapshot, Path.GetFullPath(shown, context.Directory), Version());
                var page = new Page(context);
                foreach (var unread in snapshot.Unread)
                    page.Line(Style.Dim($"not seen   {unread.What}: {unread.Why}"));
                page.Line(Style.Good($"{PreviewReport.Count(snapshot.Objects.Count, "object")} and {PreviewReport.Count(snapshot.Logs.Count, "log")} in {PreviewReport.Count(files, "file")}"),
                    Style.Plain($" in {shown}"));
                page.Line(Style.Plain($"Next: ./basecamp doctor --dump {shown}"));
                return ExitCode.Fine;
            }
            catch (Exception exception) when (exception is ClusterReadException or IOException or UnauthorizedAccessException)
            {
                await context.Error.WriteLineAsync(exception.Message);
                return ExitCode.Internal;
            }
        });
        return command;
    }

    static string Version() => typeof(BundleCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
