using Basecamp.Manifests.Addresses;

namespace Basecamp.Manifests.Reachability;

/// <summary>Something that sends or receives traffic: <see cref="PodGroup"/>, <see cref="NodeGroup"/>, <see cref="ApiServer"/> or
/// <see cref="ExternalAddresses"/>.</summary>
public abstract class Endpoint
{
    private protected Endpoint(string id, IReadOnlyList<EndpointPort> ports)
    {
        Id = id;
        Ports = ports;
    }

    /// <summary>What it is called in a matrix: <c>namespace/name</c> for pods, a name without slash for the rest. Unique in a model.
    /// </summary>
    public string Id { get; }

    /// <summary>Ports it listens on, those a matrix asks about. Default none.</summary>
    public IReadOnlyList<EndpointPort> Ports { get; }

    /// <summary>Its addresses; empty for pods, whose addresses nobody knows beforehand.</summary>
    internal AddressSet Addresses { get; private protected init; } = AddressSet.Empty;

    /// <summary><see cref="Id"/>.</summary>
    public override string ToString() => Id;

    private protected static string PlainName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.Contains('/')
            ? throw new ArgumentException($"'{name}' contains a slash, which only pods have in their name.", nameof(name))
            : name;
    }
}
