using System.Collections;
using Basecamp.Manifests.Objects;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC001: a value that is secret in one place appears in a plain input of another, where state shows it to everybody.</summary>
public sealed class PlaintextSecrets : IGuardrail
{
    /// <inheritdoc/>
    public string Id => "BC001";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RecordedStack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var secrets = SecretTexts.Of(stack);
        if (secrets.Count == 0)
            yield break;
        foreach (var resource in stack.Resources)
        {
            foreach (var (path, text) in PlainTexts(resource, "", resource.Inputs))
            {
                if (secrets.FindIn(text) is { } origin)
                    yield return new(Id, resource, $"{path} contains {origin} as plain text.",
                        "Pass the Output itself (Output.Format keeps it secret) or wrap the value in Output.CreateSecret.");
            }
        }
    }

    static IEnumerable<(string Path, string Text)> PlainTexts(RecordedResource resource, string path, object? value)
    {
        if (path.Length > 0 && resource.SecretInputs.Contains(path))
            return [];
        return value switch
        {
            string text => [(path, text)],
            IReadOnlyDictionary<string, object> map =>
                map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .SelectMany(pair => PlainTexts(resource, PropertyPath.Join(path, pair.Key), pair.Value)),
            IList list =>
                list.Cast<object?>().SelectMany((element, index) => PlainTexts(resource, PropertyPath.Join(path, index), element)),
            _ => [],
        };
    }
}
