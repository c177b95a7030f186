namespace Basecamp.Manifests.Reachability;

/// <summary>Which side's policies are enforced.</summary>
[Flags]
public enum TrafficDirections
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>What pods may receive.</summary>
    Ingress = 1,

    /// <summary>What pods may send.</summary>
    Egress = 2,

    /// <summary>Both, as in a cluster.</summary>
    Both = Ingress | Egress,
}
