using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC005: a container that may run as root.</summary>
public sealed class RootPods : ManifestGuardrail
{
    /// <inheritdoc/>
    public override string Id => "BC005";

    private protected override IEnumerable<Violation> Violations(KubernetesManifests manifests) =>
        from pod in PodTemplate.AllOf(manifests)
        let whole = PodTemplate.Map(pod.Spec, "securityContext").GetValueOrDefault("runAsNonRoot")
        from container in pod.Containers
        where (PodTemplate.Map(container, "securityContext").GetValueOrDefault("runAsNonRoot") ?? whole) is not true
        select new Violation(pod.Owner, $"container {container.GetValueOrDefault("name")} may run as root.", "Set runAsNonRoot: true.");
}
