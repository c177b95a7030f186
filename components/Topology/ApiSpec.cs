namespace Basecamp.Components.Topology;

/// <summary>How clients reach the API server.</summary>
public sealed record ApiSpec
{
    /// <summary>Port of the API server. Default 6443. Fixed after the first start.</summary>
    public int Port { get; init; } = 6443;

    /// <summary>
    /// Address that kube-vip moves between the servers. Default: none. Must be free, inside the nodes' subnet and outside every other
    /// range. For people and CI: nodes never depend on it, because it goes away with etcd (kube-vip#282).
    /// </summary>
    public string? VirtualIp { get; init; }

    /// <summary>
    /// Network interface that carries the virtual IP, the same on every server, e.g. <c>eth0</c>. Required with <see cref="VirtualIp"/>.
    /// </summary>
    public string? VirtualIpInterface { get; init; }

    /// <summary>DNS name of the endpoint. Default: none, the virtual IP or the first server's address is used.</summary>
    public string? DnsName { get; init; }

    /// <summary>Further names and addresses in the servers' certificates.</summary>
    public IReadOnlyList<string> ExtraSans { get; init; } = [];
}
