using System.Diagnostics.CodeAnalysis;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Reads the homelab's topology from a stack's configuration: the value of <c>basecamp:homelab</c> as JSON.</summary>
/// <remarks>
/// The form (names, types, required settings) and the topology as a whole (<see cref="TopologyValidation"/>) are judged together, unless there is
/// a value that nobody can guess: rules about it would only add misleading findings.
/// </remarks>
public static class HomelabConfiguration
{
    /// <summary>Path that findings start with unless the caller says otherwise: the configuration key in a stack file.</summary>
    public const string DefaultRootPath = "basecamp:homelab";

    /// <summary>The validated topology.</summary>
    /// <param name="json">The configuration value; secrets in it are decrypted, or <see cref="Secret.Placeholder"/> when offline.</param>
    /// <param name="rootPath">Path that findings start with. Default <c>basecamp:homelab</c>.</param>
    /// <exception cref="InvalidConfigurationException">Anything is wrong; it lists every finding.</exception>
    public static HomelabTopology Parse(string json, string rootPath = DefaultRootPath) =>
        TryParse(json, out var topology, out var problems, rootPath) ? topology : throw new InvalidConfigurationException(problems);

    /// <summary>Like <see cref="Parse"/>, but hands the findings back instead of throwing.</summary>
    /// <returns>True when <paramref name="topology"/> is valid and <paramref name="problems"/> is empty.</returns>
    public static bool TryParse(
        string json,
        [NotNullWhen(true)] out HomelabTopology? topology,
        out IReadOnlyList<Problem> problems,
        string rootPath = DefaultRootPath)
    {
        (topology, problems) = Read(json, rootPath);
        if (problems.Count > 0)
            topology = null;
        return topology is not null;
    }

    /// <summary>Everything that is wrong with a topology; and the topology as far as it can be understood, see <see cref="SettingsReader.Read"/>.</summary>
    /// <param name="json">The configuration value.</param>
    /// <param name="rootPath">Path that findings start with. Default <c>basecamp:homelab</c>.</param>
    public static (HomelabTopology? Topology, IReadOnlyList<Problem> Problems) Read(string json, string rootPath = DefaultRootPath)
    {
        var (topology, form) = SettingsReader.Read<HomelabTopology>(json, rootPath);
        return (topology, topology is null ? form : [.. form, .. TopologyValidation.Validate(topology, rootPath)]);
    }
}
