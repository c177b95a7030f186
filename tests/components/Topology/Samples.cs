using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;

namespace Basecamp.Components.Tests.Topology;

/// <summary>Small valid topologies that tests vary with <c>with</c>.</summary>
static class Samples
{
    const string KeyTemplate = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMD/ldCi9rdpqE/TAkua2zLG9AqN+42IbtcHVwoslV";

    /// <summary>One server on 192.168.1.11, with its host key and a bucket for snapshots: nothing to warn about.</summary>
    public static HomelabTopology SingleServer { get; } = new()
    {
        Provider = MachineProvider.Ssh,
        Cluster = new() { Name = "home" },
        K3s = new() { Version = "v1.36.4+k3s1" },
        Ssh = new(),
        Nodes = [Server(1)],
        Snapshots = new() { S3 = new() { Endpoint = "nas.lan:9000", Bucket = "k3s", AccessKey = new("key"), SecretKey = new("secret") } },
    };

    /// <summary>Three servers and two agents behind a virtual IP: nothing to warn about.</summary>
    public static HomelabTopology HighlyAvailable { get; } = SingleServer with
    {
        Api = new() { VirtualIp = "192.168.1.10", VirtualIpInterface = "eth0" },
        Nodes = [Server(1), Server(2), Server(3), Agent(1), Agent(2)],
    };

    /// <summary>A laptop cluster: nothing to warn about.</summary>
    public static HomelabTopology Laptop { get; } = new()
    {
        Provider = MachineProvider.K3d,
        Cluster = new() { Name = "dev" },
        K3s = new() { Version = "v1.36.4+k3s1", Hardening = HardeningProfile.None },
        K3d = new(),
    };

    /// <summary>Three servers on PostgreSQL.</summary>
    public static HomelabTopology OnPostgres { get; } = HighlyAvailable with
    {
        K3s = new()
        {
            Version = "v1.36.4+k3s1",
            Datastore = new()
            {
                Endpoint = new("postgres://k3s@db/k3s"),
                CaCertificate = Certificate,
                ClientCertificate = Certificate,
                ClientKey = new(Key),
            },
        },
        Snapshots = new(),
    };

    const string Certificate = "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUYmFzZWNhbXA=\n-----END CERTIFICATE-----";
    const string Key = "-----BEGIN PRIVATE KEY-----\nMIIBszCCAVmgAwIBAgIUYmFzZWNhbXA=\n-----END PRIVATE KEY-----";

    /// <summary>server-n on 192.168.1.1n.</summary>
    public static NodeSpec Server(int number) => Node("server", number, NodeRole.Server, 10);

    /// <summary>agent-n on 192.168.1.2n.</summary>
    public static NodeSpec Agent(int number) => Node("agent", number, NodeRole.Agent, 20);

    static NodeSpec Node(string kind, int number, NodeRole role, int offset) => new()
    {
        Name = $"{kind}-{number}",
        Address = $"192.168.1.{offset + number}",
        Role = role,
        // The last two letters make the keys differ; the base64 stays a whole key.
        HostKey = $"{KeyTemplate}{(char)('a' + number)}{(role == NodeRole.Server ? 'j' : 'k')}",
    };
}
