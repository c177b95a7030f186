namespace Basecamp.Components.Topology;

/// <summary>A K3s cluster in containers on this machine.</summary>
public sealed record K3dSpec
{
    /// <summary>Server containers. Default 1. More than one uses embedded etcd.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>Agent containers. Default 0.</summary>
    public int Agents { get; init; }

    /// <summary>Port of the API on 127.0.0.1. Default 6550.</summary>
    public int ApiPort { get; init; } = 6550;

    /// <summary>Ports published by the load-balancer container, <c>host:container</c>, e.g. <c>8080:80</c>. Default: none.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>How long k3d may take. Default 5 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
