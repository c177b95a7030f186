using Basecamp.Components.Clusters;
using Basecamp.Components.K3d;
using Basecamp.Components.Topology;
using Basecamp.Tests;

namespace Basecamp.Components.Tests.K3d;

public sealed class K3dConfigTests
{
    static readonly HomelabTopology Laptop = Topologies.Single with
    {
        Provider = MachineProvider.K3d,
        Cluster = new() { Name = "dev" },
        Ssh = null,
        Nodes = [],
        K3d = new() { Servers = 1, Agents = 2, ApiPort = 6551, Ports = ["8080:80"] },
    };

    [Fact]
    public void Writes_a_file_that_k3d_5_9_reads() => Assert.Equal(
        """
        apiVersion: k3d.io/v1alpha5
        kind: Simple
        metadata:
          name: dev
        servers: 1
        agents: 2
        kubeAPI:
          host: 127.0.0.1
          hostIP: 127.0.0.1
          hostPort: "6551"
        image: rancher/k3s:v1.36.4-k3s1
        subnet: auto
        ports:
          - port: 8080:80
            nodeFilters:
              - loadbalancer

        """,
        K3dConfig.For(Laptop)[..K3dConfig.For(Laptop).IndexOf("options:", StringComparison.Ordinal)]);

    [Fact]
    public void Server_flags_reach_servers_only_because_they_stop_an_agent()
    {
        var lines = K3dConfig.For(Laptop).Split('\n');
        var arguments = lines.Index().Where(line => line.Item.Contains("arg: --", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(arguments);
        Assert.All(arguments, argument => Assert.Matches("server:[0*]", lines[argument.Index + 2]));
    }

    [Fact]
    public void A_single_server_runs_etcd_so_that_snapshots_can_be_tried() =>
        Assert.Contains("arg: --cluster-init", K3dConfig.For(Laptop), StringComparison.Ordinal);

    [Fact]
    public void The_users_kubeconfig_is_left_alone() =>
        Assert.Contains("updateDefaultKubeconfig: false", K3dConfig.For(Laptop), StringComparison.Ordinal);

    [Fact]
    public void Nothing_in_it_is_expanded_by_k3d() => Assert.DoesNotContain("$", K3dConfig.For(Laptop), StringComparison.Ordinal);

    [Fact]
    public void No_file_of_a_real_host_is_named() => Assert.DoesNotContain("/etc/rancher", K3dConfig.For(Laptop), StringComparison.Ordinal);

    [Fact]
    public void Nodes_have_the_names_that_k3d_gives_them() =>
        Assert.Equal(["k3d-dev-server-0", "k3d-dev-agent-0", "k3d-dev-agent-1"], K3dNodes.Names(Laptop));
}
