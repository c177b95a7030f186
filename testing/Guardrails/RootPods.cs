using Basecamp.Manifests.Pods;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC005: a container that may run as root.</summary>
public sealed class RootPods : ManifestGuardrail
{
    /// <inheritdoc/>
    public override string Id => "BC005";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests) =>
        from pod in RecordedPods.AllOf(manifests)
        from container in pod.Template.Containers
        where PodSecurity.MayRunAsRoot(pod.Template, container)
        select new Violation(
            pod.Owner, $"container {container.GetValueOrDefault("name")} may run as root.", "Set runAsNonRoot: true, and no runAsUser: 0.");
}
