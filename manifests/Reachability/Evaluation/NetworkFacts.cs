using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Reachability.Evaluation;

/// <summary>What peers are compared with.</summary>
/// <param name="Engine">Whose semantics.</param>
/// <param name="PodCidrs">Where pod addresses lie; null when nobody said.</param>
/// <param name="NodeAddresses">All nodes.</param>
/// <param name="ApiAddresses">All API servers.</param>
sealed record NetworkFacts(
    PolicyEngine Engine, IReadOnlyList<AddressSet>? PodCidrs, AddressSet NodeAddresses, AddressSet ApiAddresses)
{
    /// <summary>Whether to others it is a node: policies do not apply to it, and pods may live on it.</summary>
    public static bool IsNodeLike(Endpoint endpoint) => endpoint switch
    {
        NodeGroup => true,
        ApiServer api => api.OnNodes,
        PodGroup pods => pods.HostNetwork,
        _ => false,
    };

    /// <summary>What all of an endpoint is; for pods every address, because they are matched as a whole.</summary>
    public AddressSet UniverseOf(Endpoint endpoint) => endpoint switch
    {
        PodGroup { HostNetwork: false } => AddressSet.All,
        PodGroup => NodeAddresses,
        _ => endpoint.Addresses,
    };
}
