using System.CommandLine;
using Basecamp.Cli.Commands;
using Basecamp.Cli.StackFiles;
using Basecamp.Cli.Terminal;
using Basecamp.Cluster.Doctor;
using Basecamp.Cluster.Reading;

namespace Basecamp.Cli.Doctor;

/// <summary><c>basecamp doctor</c>: what is wrong with a cluster, and what mends it.</summary>
static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var command = new Command("doctor",
            "Say what is wrong with a cluster: root causes first, with evidence and the commands that mend them, and what follows from each folded under it. "
            + "Reads the cluster of the kubeconfig, or a dump of one; changes nothing, and never reads the contents of Secrets.");
        var target = new Argument<string?>("target")
        {
            Description = "What to answer for: NAMESPACE, NAMESPACE/APP, a URL, or node/NAME. Default: everything.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        target.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && DiagnosisScope.Parse(value) is null)
                result.AddError($"'{value}' is none of NAMESPACE, NAMESPACE/APP, a URL with its host, and node/NAME.");
        });
        command.Add(target);
        var cluster = new ClusterOptions(command);
        var stack = StackNameOption.Create("Also compare with what this stack declares (Pulumi.<stack>.yaml).");
        var output = new Option<string>("--output", "-o") { Description = "text for people, json for machines.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        command.Add(stack);
        command.Add(output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var isJson = parsed.GetValue(output) == "json";
            var shown = isJson ? context with { IsTerminal = false, HasColour = false } : context;
            try
            {
                var declared = parsed.GetValue(stack) is { } name ? await DeclaredObjects.OfAsync(StackFileReader.Read(context.Directory, name, null),
                    context, cancellation) : [];
                var snapshot = await cluster.ReadAsync(parsed, shown, cancellation);
                var scope = parsed.GetValue(target) is { } text ? DiagnosisScope.Parse(text) : null;
                var diagnosis = Diagnosis.Of(snapshot, scope, declared);
                if (isJson)
                    await context.Output.WriteLineAsync(DoctorJson.Write(diagnosis));
                else
                    new DoctorText(new Page(context)).Print(diagnosis);
                return diagnosis.Causes.Count > 0 ? ExitCode.Unfit : ExitCode.Fine;
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
