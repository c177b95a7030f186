using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;

namespace Basecamp.Components.Tests.Topology;

public class TopologyChangeTests
{
    static readonly HomelabTopology Current = Samples.HighlyAvailable;

    [Fact]
    public void Allows_what_stays_the_same() => Assert.Empty(TopologyChange.Refuse(Current, Current));

    [Fact]
    public void Allows_what_a_running_cluster_can_follow()
    {
        var next = Current with
        {
            K3s = Current.K3s with { Version = "v1.37.0+k3s1", Failover = new() { PodToleration = TimeSpan.FromMinutes(1) } },
            Network = Current.Network with { LoadBalancer = LoadBalancerChoice.Metallb, LoadBalancerPool = ["192.168.1.200/29"] },
            Api = Current.Api with { VirtualIp = "192.168.1.9", DnsName = "k8s.lan" },
            Snapshots = new() { Retention = 5 },
            Nodes = [.. Current.Nodes, Samples.Agent(3)],
        };

        Assert.Empty(TopologyChange.Refuse(Current, next));
    }

    public static TheoryData<string> FixedSettings => [.. FixedSetting.All.Select(setting => setting.Path)];

    [Theory]
    [MemberData(nameof(FixedSettings))]
    public void Refuses_to_change_what_is_fixed_after_the_first_start(string path)
    {
        var problem = Assert.Single(TopologyChange.Refuse(Current, Changed(path)));

        Assert.Equal($"basecamp:homelab.{path}", problem.Path);
        Assert.Contains("is fixed after the first start", problem.Message, StringComparison.Ordinal);
        Assert.Contains("cluster.generation", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FixedSettings))]
    public void Allows_it_for_a_cluster_that_is_founded_anew(string path)
    {
        var next = Changed(path) with { Cluster = new() { Name = "home", Generation = 2 } };

        Assert.Empty(TopologyChange.Refuse(Current, next));
    }

    [Fact]
    public void Refuses_to_add_the_second_family()
    {
        var dualStack = new NetworkSpec { PodCidrs = ["10.42.0.0/16", "fd42::/56"], ServiceCidrs = ["10.43.0.0/16", "fd43::/112"] };
        var next = Current with { Network = dualStack };

        Assert.Equal(
            ["basecamp:homelab.network.podCidrs", "basecamp:homelab.network.serviceCidrs"],
            TopologyChange.Refuse(Current, next).Select(problem => problem.Path));
    }

    [Fact]
    public void Writing_down_a_default_changes_nothing()
    {
        var next = Current with { Network = new() { ClusterDns = "10.43.0.10", ClusterDomain = "cluster.local" } };

        Assert.Empty(TopologyChange.Refuse(Current, next));
    }

    [Fact]
    public void Refuses_another_name_even_for_a_new_generation()
    {
        var next = Current with { Cluster = new() { Name = "other", Generation = 2 } };

        Assert.Equal(["basecamp:homelab.cluster.name"], Paths(Current, next));
    }

    [Fact]
    public void Refuses_a_generation_that_falls()
    {
        var current = Current with { Cluster = new() { Name = "home", Generation = 3 } };

        Assert.Equal(["basecamp:homelab.cluster.generation"], Paths(current, Current));
    }

    [Theory]
    [InlineData("v1.35.9+k3s1", "v1.36.4+k3s1", true)]
    [InlineData("v1.36.4+k3s1", "v1.36.3+k3s1", true)]
    [InlineData("v1.34.9+k3s1", "v1.36.4+k3s1", false)]
    [InlineData("v1.36.4+k3s1", "v1.35.9+k3s1", false)]
    public void Upgrades_one_minor_version_at_a_time(string from, string to, bool allowed)
    {
        var refused = TopologyChange.Refuse(WithVersion(from), WithVersion(to));

        Assert.Equal(allowed ? [] : ["basecamp:homelab.k3s.version"], refused.Select(problem => problem.Path));
    }

    [Fact]
    public void A_laptop_cluster_may_take_any_version()
    {
        var older = Samples.Laptop with { K3s = Samples.Laptop.K3s with { Version = "v1.33.1+k3s1" } };

        Assert.Empty(TopologyChange.Refuse(Samples.Laptop, older));
    }

    [Fact]
    public void Refuses_another_kind_of_external_datastore_but_not_another_password()
    {
        Assert.Equal(["basecamp:homelab.k3s.datastore.endpoint"], Paths(Samples.OnPostgres, OnDatastore("mysql://k3s@tcp(db)/k3s")));
        Assert.Empty(Paths(Samples.OnPostgres, OnDatastore("postgres://k3s:other@db2/k3s")));
        Assert.Empty(Paths(Samples.OnPostgres, OnDatastore(Secret.Placeholder)));
    }

    [Fact]
    public void Refuses_another_role_unless_the_node_joins_anew()
    {
        var agent = Samples.Server(3) with { Role = NodeRole.Agent };

        Assert.Equal(["basecamp:homelab.nodes[2].role"], Paths(Current, WithNode(2, agent)));
        Assert.Empty(Paths(Current, WithNode(2, agent with { Generation = 2 })));
    }

    [Fact]
    public void Refuses_another_address_of_an_etcd_member_unless_it_joins_anew()
    {
        var moved = Samples.Server(3) with { Address = "192.168.1.33" };

        Assert.Equal(["basecamp:homelab.nodes[2].address"], Paths(Current, WithNode(2, moved)));
        Assert.Empty(Paths(Current, WithNode(2, moved with { Generation = 2 })));
        Assert.Empty(Paths(Current, WithNode(3, Samples.Agent(1) with { Address = "192.168.1.44" })));
    }

    [Fact]
    public void Refuses_a_node_generation_that_falls() =>
        Assert.Equal(["basecamp:homelab.nodes[2].generation"], Paths(WithNode(2, Samples.Server(3) with { Generation = 2 }), Current));

    [Fact]
    public void Replaces_one_server_at_a_time_without_a_restore()
    {
        var one = WithNode(1, Samples.Server(2) with { Generation = 2 });
        var two = one with { Nodes = [Samples.Server(1), .. one.Nodes.Skip(1).Take(1), Samples.Server(3) with { Generation = 2 }] };

        Assert.Empty(Paths(Current, one));
        Assert.Equal(["basecamp:homelab.nodes"], Paths(Current, two));
        Assert.Empty(Paths(Current, two with { Restore = new() { Id = "new", Snapshot = "/backup/snapshot" } }));
    }

    [Fact]
    public void A_restore_that_was_done_already_excuses_nothing()
    {
        var restored = Current with { Restore = new() { Id = "done", Snapshot = "/backup/snapshot" } };
        var next = restored with { Nodes = [.. Current.Servers.Select(server => server with { Generation = 2 })] };

        Assert.Equal(["basecamp:homelab.nodes"], Paths(restored, next));
    }

    [Fact]
    public void Refuses_to_exchange_every_server_at_once_unless_the_data_lies_elsewhere()
    {
        NodeSpec[] others = [Samples.Server(4), Samples.Server(5), Samples.Server(6)];

        Assert.Equal(["basecamp:homelab.nodes"], Paths(Current, Current with { Nodes = others }));
        Assert.Empty(Paths(Samples.OnPostgres, Samples.OnPostgres with { Nodes = others }));
    }

    [Fact]
    public void Allows_a_lost_server_next_to_its_replacement()
    {
        var next = Current with { Nodes = [Samples.Server(1) with { Lost = true }, Samples.Server(2), Samples.Server(3), Samples.Server(4)] };

        Assert.Empty(TopologyValidation.Validate(next));
        Assert.Empty(Paths(Current, next));
    }

    static IEnumerable<string> Paths(HomelabTopology current, HomelabTopology next) =>
        TopologyChange.Refuse(current, next).Select(problem => problem.Path);

    static HomelabTopology WithVersion(string version) => Current with { K3s = Current.K3s with { Version = version } };

    static HomelabTopology WithNode(int index, NodeSpec node) =>
        Current with { Nodes = [.. Current.Nodes.Select((old, position) => position == index ? node : old)] };

    static HomelabTopology OnDatastore(string endpoint) => Samples.OnPostgres with
    {
        K3s = Samples.OnPostgres.K3s with { Datastore = Samples.OnPostgres.K3s.Datastore! with { Endpoint = new(endpoint) } },
    };

    static HomelabTopology Changed(string path) => path switch
    {
        "provider" => Current with { Provider = MachineProvider.Vagrant },
        "k3s.secretsEncryption" => Current with { K3s = Current.K3s with { SecretsEncryption = false } },
        "k3s.dataDirectory" => Current with { K3s = Current.K3s with { DataDirectory = "/srv/k3s" } },
        "k3s.datastore" => Current with { K3s = Samples.OnPostgres.K3s },
        "network.cni" => Current with { Network = Current.Network with { Cni = Cni.Calico } },
        "network.kubeProxyReplacement" => Current with { Network = Current.Network with { KubeProxyReplacement = true } },
        "network.podCidrs" => Current with { Network = new() { PodCidrs = ["10.44.0.0/16"] } },
        "network.serviceCidrs" => Current with { Network = new() { ServiceCidrs = ["10.45.0.0/16"], ClusterDns = "10.43.0.10" } },
        "network.clusterDns" => Current with { Network = new() { ClusterDns = "10.43.0.53" } },
        "network.clusterDomain" => Current with { Network = new() { ClusterDomain = "k8s.home.arpa" } },
        "api.port" => Current with { Api = Current.Api with { Port = 7443 } },
        _ => throw new ArgumentOutOfRangeException(nameof(path), path, "Say here how this setting changes."),
    };
}
