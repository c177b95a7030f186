using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Reachability.Evaluation;

/// <summary>The part of an endpoint that a peer of a rule speaks of.</summary>
/// <param name="Sure">Addresses it certainly means; for pods all or none.</param>
/// <param name="Possible">Addresses it may mean; never less than <paramref name="Sure"/>.</param>
/// <param name="OwnSure">Whether it certainly means the node that the pod in question runs on.</param>
/// <param name="OwnPossible">Whether it may.</param>
readonly record struct Extent(AddressSet Sure, AddressSet Possible, bool OwnSure = false, bool OwnPossible = false)
{
    public static Extent None { get; } = new(AddressSet.Empty, AddressSet.Empty);

    public static Extent Of(AddressSet addresses, bool own = false) => new(addresses, addresses, own, own);

    public static Extent Maybe(AddressSet addresses, bool own = false) => new(AddressSet.Empty, addresses, false, own);
}
