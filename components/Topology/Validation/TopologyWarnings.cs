using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>What is allowed in a topology, but probably not meant, or a risk that its owner should know.</summary>
public static class TopologyWarnings
{
    static readonly Action<HomelabTopology, Problems>[] Rules =
    [
        AvailabilityWarnings.Check, NetworkWarnings.Check, NodeWarnings.Check, SecurityWarnings.Check, RecoveryWarnings.Check,
    ];

    /// <summary>
    /// Findings about a valid topology, in the shape of <see cref="TopologyValidation.Validate"/>. They never stop a run.
    /// </summary>
    /// <param name="topology">What to look at.</param>
    /// <param name="rootPath">Path that findings start with. Default <c>basecamp:homelab</c>.</param>
    public static IReadOnlyList<Problem> For(HomelabTopology topology, string rootPath = HomelabConfiguration.DefaultRootPath)
    {
        var problems = new Problems(rootPath);
        foreach (var check in Rules)
            check(topology, problems);
        return problems.All;
    }
}
