namespace Basecamp.Components.Topology;

/// <summary>Where images of one registry are pulled from.</summary>
public sealed record RegistryMirrorSpec
{
    /// <summary>URLs tried in order, the registry itself last. Empty: only the embedded mirror.</summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>Rewrites of repository names: regular expression to replacement.</summary>
    public IReadOnlyDictionary<string, string> Rewrites { get; init; } = new Dictionary<string, string>();
}
