using Basecamp.Manifests.Pods;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC006: an image that may be another one tomorrow: no tag, <c>latest</c>, or no digest.</summary>
public sealed class UnpinnedImages : ManifestGuardrail
{
    /// <inheritdoc/>
    public override string Id => "BC006";

    private protected override IEnumerable<Violation> Violations(KubernetesManifests manifests) =>
        from pod in RecordedPods.AllOf(manifests)
        from container in pod.Template.Containers
        let image = container.GetValueOrDefault("image") as string ?? ""
        let reason = ReasonOf(ImageReference.Parse(image))
        where reason is not null
        select new Violation(pod.Owner, $"image '{image}' {reason}.", "Write name:tag@sha256:digest.");

    static string? ReasonOf(ImageReference image) => image switch
    {
        { IsPinned: true } => null,
        { Tag: "" } => "has no tag, which means latest",
        { IsLatest: true } => "is latest",
        _ => "has no digest, so its tag can be moved to other content",
    };
}
