using Basecamp.Components.Network;
using Pulumi;

namespace Basecamp.Components.Postgres;

/// <summary>A PostgreSQL cluster of the platform, as an app of the same stack or another one uses it.</summary>
/// <param name="Name">Name of the cluster.</param>
/// <param name="PasswordOf">Password of a role that the cluster has, as a secret.</param>
public sealed record PostgresService(string Name, Func<string, Output<string>> PasswordOf)
{
    /// <summary>Host that always is the primary.</summary>
    public string Host => PostgresCluster.HostOf(Name);

    /// <summary>The instances: the target of a connection.</summary>
    public Peer.Pods Instances => PostgresCluster.InstancesOf(Name);
}
