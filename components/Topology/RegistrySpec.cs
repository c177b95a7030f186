namespace Basecamp.Components.Topology;

/// <summary>Where nodes pull images from.</summary>
public sealed record RegistrySpec
{
    /// <summary>Mirrors by registry host; <c>"*"</c> stands for all. Default: none.</summary>
    public IReadOnlyDictionary<string, RegistryMirrorSpec> Mirrors { get; init; } = new Dictionary<string, RegistryMirrorSpec>();

    /// <summary>Credentials and TLS by registry host. Default: none.</summary>
    public IReadOnlyDictionary<string, RegistryAccessSpec> Access { get; init; } = new Dictionary<string, RegistryAccessSpec>();

    /// <summary>
    /// Nodes serve images to one another (K3s' embedded registry mirror). Default false. Any node can then poison a tag, so pin digests.
    /// </summary>
    public bool EmbeddedMirror { get; init; }

    /// <summary>Registry that K3s' own images are pulled from. Default: Docker Hub.</summary>
    public string? SystemDefaultRegistry { get; init; }
}
