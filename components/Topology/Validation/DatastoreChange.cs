using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>The endpoint of an external datastore may change (another password, another host), its kind may not.</summary>
static class DatastoreChange
{
    public static void Check(HomelabTopology current, HomelabTopology next, Problems problems)
    {
        if (KindOf(current) is { } from && KindOf(next) is { } to && from != to)
        {
            problems.Add("k3s.datastore.endpoint", $"changes from {from} to {to}, but K3s does not move data between datastores. "
                + "Set it back, or found a new, empty cluster: raise `cluster.generation` and follow docs/runbooks/rebuild.md.");
        }
    }

    /// <summary>The scheme of the endpoint. Null when there is none, or when it cannot be decrypted here.</summary>
    static string? KindOf(HomelabTopology topology) =>
        topology.K3s.Datastore is { Endpoint: { IsPlaceholder: false } endpoint } ? endpoint.Reveal().Split("://")[0] : null;
}
