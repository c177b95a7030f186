using System.Collections.Immutable;

namespace Basecamp.Cli.Diff.Prediction;

/// <summary>A resource of an exported state.</summary>
/// <param name="Urn">Its URN.</param>
/// <param name="Type">Type token.</param>
/// <param name="IsCustom">False for a component.</param>
/// <param name="Provider">URN of its provider; null for a component.</param>
/// <param name="Inputs">Its inputs as the provider left them.</param>
sealed record DeployedResource(string Urn, string Type, bool IsCustom, string? Provider, ImmutableDictionary<string, object> Inputs)
{
    /// <summary>Whether a deletion only forgets it.</summary>
    public bool IsRetained { get; init; }

    /// <summary>URN of the resource whose deletion takes it along; null for none.</summary>
    public string? DeletedWith { get; init; }

    /// <summary>Logical name.</summary>
    public string Name => Urn[(Urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
}
