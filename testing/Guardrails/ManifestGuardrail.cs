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
        return Violations(KubernetesManifests.From(stack))
            .Select(violation => new Finding(Id, violation.Violator.Resource, violation.Message, $"{violation.Fix} {Exemption.Hint(Id)}"));
    }

    /// <summary>Every violation of an object that states no reason for it, in the order of <paramref name="manifests"/>.</summary>
    public IEnumerable<Violation> Violations(KubernetesManifests manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        return AllViolations(manifests).Where(violation => !Exemption.Covers(violation.Violator, Id));
    }

    /// <summary>Every violation, exempt or not.</summary>
    private protected abstract IEnumerable<Violation> AllViolations(KubernetesManifests manifests);
}

/// <summary>What is wrong with an object.</summary>
/// <param name="Violator">The object.</param>
/// <param name="Message">What is wrong and why it matters.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Violation(RecordedObject Violator, string Message, string Fix);
