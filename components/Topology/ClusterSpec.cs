namespace Basecamp.Components.Topology;

/// <summary>Which cluster this is.</summary>
public sealed record ClusterSpec
{
    /// <summary>Name of the cluster: a DNS label of at most 40 characters. Fixed after the first <c>pulumi up</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Counts how often the cluster was founded anew, from 1. Raising it allows basecamp to found a new, empty cluster on hosts whose
    /// data is gone; nothing else does. It is part of the cluster identifier, so objects are recreated on the new cluster
    /// (pulumi-eks#107).
    /// </summary>
    public int Generation { get; init; } = 1;
}
