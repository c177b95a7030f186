namespace Basecamp.Testing.Guardrails;

/// <summary>Running guardrails, and the ones every Pulumi program can use.</summary>
public static class SecretGuardrails
{
    /// <summary>Guardrails that keep secrets out of state, logs and rendered files.</summary>
    public static IReadOnlyList<IGuardrail> All { get; } = [new PlaintextSecrets(), new SecretsInCommandText(), new LoudCommands()];

    /// <summary>All violations of <paramref name="guardrails"/>, guardrail by guardrail.</summary>
    public static IReadOnlyList<Finding> Findings(this RecordedStack stack, IEnumerable<IGuardrail> guardrails)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(guardrails);
        return [.. guardrails.SelectMany(guardrail => guardrail.Check(stack))];
    }
}
