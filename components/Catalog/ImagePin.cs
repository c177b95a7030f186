namespace Basecamp.Components.Catalog;

/// <summary>A container image at one version.</summary>
/// <param name="Name">Repository with its registry, e.g. <c>registry.k8s.io/sig-storage/snapshot-controller</c>.</param>
/// <param name="Tag">Exact tag; never <c>latest</c>.</param>
/// <param name="Digest"><c>sha256:…</c>, which makes the tag a comment; null where none is recorded yet, and Renovate then adds it.</param>
public sealed record ImagePin(string Name, string Tag, string? Digest = null)
{
    /// <summary>What an object that runs the image states while no digest is recorded (guardrail BC006); nothing afterwards.</summary>
    public IReadOnlyDictionary<string, string> Exemption => Digest is null
        ? new Dictionary<string, string> { ["basecamp.io/allow-bc006"] = "pinned by its release tag; Renovate adds the digest to the catalog" }
        : new Dictionary<string, string>();

    /// <summary><c>name:tag@digest</c>.</summary>
    public override string ToString() => Digest is null ? $"{Name}:{Tag}" : $"{Name}:{Tag}@{Digest}";
}
