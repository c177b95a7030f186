using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;

namespace Basecamp.Tests;

/// <summary>Topologies that tests start from and change with <c>with</c>.</summary>
static class Topologies
{
    public const string Key = "-----BEGIN OPENSSH PRIVATE KEY-----\ntop-secret-key\n-----END OPENSSH PRIVATE KEY-----\n";

    public static HomelabTopology Single => new()
    {
        Provider = MachineProvider.Ssh,
        Cluster = new() { Name = "solo" },
        K3s = new() { Version = "v1.36.4+k3s1" },
        Ssh = new() { User = "ops", PrivateKey = new(Key) },
        Nodes = [Server("cp1", 11)],
    };

    public static HomelabTopology Lab => Single with
    {
        Cluster = new() { Name = "lab" },
        Nodes = [Server("cp1", 11), Agent("w1", 21), Agent("w2", 22)],
    };

    public static HomelabTopology Ha => Single with
    {
        Cluster = new() { Name = "ha" },
        Api = new() { VirtualIp = "192.168.1.10", VirtualIpInterface = "eth0", DnsName = "api.example.lan" },
        Network = new() { Cni = Cni.Cilium, LoadBalancer = LoadBalancerChoice.Cilium, LoadBalancerPool = ["192.168.1.200-192.168.1.220"] },
        Snapshots = new() { S3 = new() { Bucket = "etcd", Endpoint = "s3.example.org", AccessKey = new("AKIAEXAMPLEACCESS"), SecretKey = new("wJalrExampleSecret") } },
        Nodes = [Server("cp1", 11), Server("cp2", 12), Server("cp3", 13), Agent("w1", 21), Agent("w2", 22), Agent("w3", 23)],
    };

    public static NodeSpec Server(string name, int host) => new() { Name = name, Address = $"192.168.1.{host}", Role = NodeRole.Server };

    public static NodeSpec Agent(string name, int host) => new() { Name = name, Address = $"192.168.1.{host}", Role = NodeRole.Agent };

    public static HomelabTopology WithNode(this HomelabTopology topology, string name, Func<NodeSpec, NodeSpec> change) =>
        topology with { Nodes = [.. topology.Nodes.Select(node => node.Name == name ? change(node) : node)] };

    public static HomelabTopology Without(this HomelabTopology topology, string name) =>
        topology with { Nodes = [.. topology.Nodes.Where(node => node.Name != name)] };
}
