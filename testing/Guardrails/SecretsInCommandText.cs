using Basecamp.Manifests.Objects;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC002: a command's text or environment holds a secret. Every user of the machine can read both in <c>ps</c>, and a failing
/// command is printed with its text.</summary>
public sealed class SecretsInCommandText : IGuardrail
{
    static readonly string[] Visible = ["create", "update", "delete", "environment"];

    /// <inheritdoc/>
    public string Id => "BC002";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RecordedStack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        foreach (var resource in stack.Resources.Where(resource => resource.Type.StartsWith("command:", StringComparison.Ordinal)))
        {
            foreach (var path in resource.SecretInputs.Where(IsVisible))
                yield return new(Id, resource, $"{path} holds a secret, which ps and error messages show.",
                    "Hand the secret over as stdin and read it in the script.");
        }
    }

    static bool IsVisible(string path) =>
        PropertyPath.Parse(path).Segments[0] is string input && Visible.Contains(input, StringComparer.Ordinal);
}
