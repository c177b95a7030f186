using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>A rule about Kubernetes objects, which an object can be exempt from with a stated reason.</summary>
public abstract class ManifestGuardrail : IGuardrail
{
    /// <inheritdoc/>
    public abstract string Id { get; }

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RecordedStack stack)
    {
        var manifests = KubernetesManifests.From(stack);
        return Violations(manifests)
            .Where(violation => !Exemption.Covers(violation.Object, Id))
            .Select(violation => new Finding(Id, violation.Object.Resource, violation.Message, $"{violation.Fix} {Exemption.Hint(Id)}"));
    }

    /// <summary>Every violation, exempt or not.</summary>
    private protected abstract IEnumerable<Violation> Violations(KubernetesManifests manifests);

    /// <summary>What is wrong with an object.</summary>
    private protected sealed record Violation(RecordedObject Object, string Message, string Fix);
}
