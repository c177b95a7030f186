namespace Basecamp.Testing.Guardrails;

/// <summary>BC003: a command whose output is logged, or kept in state as plain text. Pulumi does both unless told otherwise, even if the
/// command is fed with secrets (pulumi-command marks an output secret only when an input of the same name is).</summary>
public sealed class LoudCommands : IGuardrail
{
    static readonly string[] Outputs = ["stdout", "stderr"];

    /// <inheritdoc/>
    public string Id => "BC003";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RecordedStack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        foreach (var command in stack.Resources.Where(resource => resource.Type is "command:remote:Command" or "command:local:Command"))
        {
            if (command.Input("logging") is not "none")
                yield return new(Id, command,
                    $"logging is {command.Input("logging") ?? "on, its default"}, which prints the command's output.",
                    "Set Logging = Logging.None.");
            var plain = Outputs.Except(command.Options.AdditionalSecretOutputs, StringComparer.Ordinal).ToList();
            if (plain.Count > 0)
                yield return new(Id, command, $"{string.Join(" and ", plain)} would be plain text in state.",
                    "Set AdditionalSecretOutputs = { \"stdout\", \"stderr\" }.");
        }
    }
}
