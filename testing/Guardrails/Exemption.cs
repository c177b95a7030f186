using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>
/// A stated reason why a guardrail does not apply to an object: its annotation <c>basecamp.io/allow-bc004: reason</c>. It is reviewed with the
/// object and still readable in the cluster. Without a reason it exempts nothing.
/// </summary>
public static class Exemption
{
    /// <summary>What the annotation's name starts with; the guardrail's id in lower case follows.</summary>
    public const string Prefix = "basecamp.io/allow-";

    /// <summary>Whether the object states a reason for the guardrail.</summary>
    public static bool Covers(RecordedObject exempted, string id)
    {
        ArgumentNullException.ThrowIfNull(exempted);
        ArgumentNullException.ThrowIfNull(id);
        var annotations = exempted.Body.Map("metadata", "annotations");
        return annotations.GetValueOrDefault(Prefix + id.ToLowerInvariant()) is string reason && !string.IsNullOrWhiteSpace(reason);
    }

    /// <summary>How to write one, as the end of a finding's fix.</summary>
    internal static string Hint(string id) => $"Or state the reason in the annotation {Prefix}{id.ToLowerInvariant()}.";
}
