using Basecamp.Manifests.Pods;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC006: an image that may be another one tomorrow: no tag, <c>latest</c>, or no digest.</summary>
/// <param name="needsDigest">Whether a tag is not enough. Default true.</param>
public sealed class UnpinnedImages(bool needsDigest = true) : ManifestGuardrail
{
    /// <inheritdoc/>
    public override string Id => "BC006";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests) =>
        from pod in RecordedPods.AllOf(manifests)
        from container in pod.Template.Containers
        let image = container.GetValueOrDefault("image") as string ?? ""
        let reason = ReasonOf(ImageReference.Parse(image))
        where reason is not null
        select new Violation(pod.Owner, $"image '{image}' {reason}.", "Write name:tag@sha256:digest.");

    string? ReasonOf(ImageReference image) => image switch
    {
        { IsPinned: true } => null,
        { Tag: "" } => "has no tag, which means latest",
        { IsLatest: true } => "is latest",
        _ when !needsDigest => null,
        _ => "has no digest, so its tag can be moved to other content",
    };
}
