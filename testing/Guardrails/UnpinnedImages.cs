using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC006: an image that may be another one tomorrow: no tag, <c>latest</c>, or no digest.</summary>
public sealed class UnpinnedImages : ManifestGuardrail
{
    /// <inheritdoc/>
    public override string Id => "BC006";

    private protected override IEnumerable<Violation> Violations(KubernetesManifests manifests) =>
        from pod in PodTemplate.AllOf(manifests)
        from container in pod.Containers
        let image = container.GetValueOrDefault("image") as string ?? ""
        let reason = ReasonOf(image)
        where reason is not null
        select new Violation(pod.Owner, $"image '{image}' {reason}.", "Write name:tag@sha256:digest.");

    static string? ReasonOf(string image)
    {
        if (image.Contains("@sha256:", StringComparison.Ordinal))
            return null;
        // A colon before the last slash is a registry's port.
        var tag = image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/') ? image[(colon + 1)..] : "";
        return tag switch
        {
            "" => "has no tag, which means latest",
            "latest" => "is latest",
            _ => "has no digest, so its tag can be moved to other content",
        };
    }
}
