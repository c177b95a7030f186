using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;

namespace Basecamp.Components.Tests.Topology;

/// <summary>Each warning with the topology that brings it; the samples themselves bring none.</summary>
public class TopologyWarningsTests
{
    static readonly HomelabTopology Single = Samples.SingleServer;
    static readonly HomelabTopology Many = Samples.HighlyAvailable;

    [Fact]
    public void Says_nothing_about_a_sound_topology()
    {
        Assert.Empty(TopologyWarnings.For(Single));
        Assert.Empty(TopologyWarnings.For(Many));
        Assert.Empty(TopologyWarnings.For(Samples.Laptop));
        Assert.Empty(TopologyWarnings.For(Samples.OnPostgres));
    }

    [Fact]
    public void The_samples_are_valid()
    {
        Assert.Empty(TopologyValidation.Validate(Single));
        Assert.Empty(TopologyValidation.Validate(Many));
        Assert.Empty(TopologyValidation.Validate(Samples.Laptop));
        Assert.Empty(TopologyValidation.Validate(Samples.OnPostgres));
    }

    [Fact]
    public void Begins_paths_with_the_root_it_is_given() =>
        Assert.Equal("homelab.snapshots.s3", Assert.Single(TopologyWarnings.For(Single with { Snapshots = new() }, "homelab")).Path);

    [Fact]
    public void A_virtual_ip_of_a_single_server() => Warns(Many with { Nodes = [Samples.Server(1)] }, "api.virtualIp");

    [Fact]
    public void Several_servers_without_a_common_endpoint() => Warns(Many with { Api = new() }, "api");

    [Fact]
    public void A_name_is_endpoint_enough() => Warns(Many with { Api = new() { DnsName = "k8s.lan" } });

    [Fact]
    public void More_servers_than_etcd_is_good_for() =>
        Warns(Many with { Nodes = [.. Enumerable.Range(1, 9).Select(Samples.Server)], Api = new() { DnsName = "k8s.lan" } }, "nodes");

    [Fact]
    public void An_upgrade_of_all_agents_at_once() =>
        Warns(Many with { Upgrade = new() { MaxUnavailableAgents = 2 } }, "upgrade.maxUnavailableAgents");

    [Fact]
    public void A_data_disk_on_only_some_of_the_nodes_that_run_pods()
    {
        NodeSpec Disk(NodeSpec node) => node with { DataDisk = "/dev/disk/by-id/data" };
        NodeSpec[] Agents(Func<int, NodeSpec> agent) => [.. Many.Servers, agent(2), agent(3)];

        Warns(Many with { Nodes = Agents(index => index == 2 ? Disk(Samples.Agent(index)) : Samples.Agent(index)) }, "nodes");
        Warns(Many with { Nodes = Agents(index => Disk(Samples.Agent(index))) });
        Warns(Many with { Nodes = Agents(Samples.Agent) });
    }

    [Fact]
    public void Taints_on_every_node()
    {
        NodeSpec[] tainted = [.. Many.Nodes.Select(node => node with { Taints = ["a:NoSchedule"] })];

        Warns(Many with { Nodes = tainted }, "nodes");
        Warns(Many with { Nodes = [.. tainted.SkipLast(1), Samples.Agent(2)] });
        Warns(Many with { Nodes = [.. Many.Nodes.Select(node => node with { Taints = ["a:PreferNoSchedule"] })] });
    }

    [Theory]
    [InlineData("192.168.2.10", true)]
    [InlineData("192.168.1.99", false)]
    public void A_virtual_ip_in_another_subnet(string address, bool warns) =>
        Warns(Many with { Api = new() { VirtualIp = address, VirtualIpInterface = "eth0" } }, warns ? ["api.virtualIp"] : []);

    [Theory]
    [InlineData("192.168.2.200/29", true)]
    [InlineData("192.168.1.200/29", false)]
    public void A_pool_in_another_subnet(string pool, bool warns) =>
        Warns(
            Many with { Network = new() { LoadBalancer = LoadBalancerChoice.Metallb, LoadBalancerPool = [pool] } },
            warns ? ["network.loadBalancerPool[0]"] : []);

    [Theory]
    [InlineData("11.42.0.0/16", true)]
    [InlineData("100.64.0.0/16", false)]
    public void Pods_on_public_addresses(string cidr, bool warns) =>
        Warns(Single with { Network = new() { PodCidrs = [cidr] } }, warns ? ["network.podCidrs[0]"] : []);

    [Fact]
    public void An_ingress_that_nobody_gives_an_address()
    {
        Warns(Single with { Network = new() { LoadBalancer = LoadBalancerChoice.None } }, "network.loadBalancer");
        Warns(Single with { Network = new() { LoadBalancer = LoadBalancerChoice.None, Ingress = IngressChoice.None } });
    }

    [Fact]
    public void Published_ports_that_nothing_listens_on()
    {
        var metallb = new NetworkSpec { LoadBalancer = LoadBalancerChoice.Metallb, LoadBalancerPool = ["172.18.0.200/29"] };

        Warns(Samples.Laptop with { K3d = new() { Ports = ["8080:80"] }, Network = metallb }, "k3d.ports");
        Warns(Samples.Laptop with { K3d = new() { Ports = ["8080:80"] } });
    }

    [Fact]
    public void A_lost_node() =>
        Warns(Many with { Nodes = [.. Many.Nodes.SkipLast(1), Samples.Agent(2) with { Lost = true }] }, "nodes[4].lost");

    [Theory]
    [InlineData("/dev/sdb", true)]
    [InlineData("/dev/vdb1", true)]
    [InlineData("/dev/nvme0n1", true)]
    [InlineData("/dev/nvme0n1p3", true)]
    [InlineData("/dev/disk/by-id/ata-disk-1", false)]
    [InlineData("/dev/mapper/data", false)]
    public void A_disk_name_that_moves(string disk, bool warns) =>
        Warns(Single with { Nodes = [Samples.Server(1) with { DataDisk = disk }] }, warns ? ["nodes[0].dataDisk"] : []);

    [Fact]
    public void Cloned_machines()
    {
        var clone = Samples.Agent(2) with { HostKey = $"{Samples.Agent(1).HostKey} root@agent-2" };

        Warns(Many with { Nodes = [.. Many.Nodes.SkipLast(1), clone] }, "nodes[4].hostKey");
    }

    [Fact]
    public void Host_keys_that_are_not_pinned()
    {
        Warns(Single with { Nodes = [Samples.Server(1) with { HostKey = null }] }, "nodes[0].hostKey");
        Warns(Single with { Ssh = new() { Bastion = new() { Host = "jump.lan" } } }, "ssh.bastion.hostKey");
    }

    [Fact]
    public void Protection_that_is_given_up()
    {
        Warns(Single with { K3s = Single.K3s with { SecretsEncryption = false } }, "k3s.secretsEncryption");
        Warns(Single with { K3s = Single.K3s with { Hardening = HardeningProfile.None } }, "k3s.hardening");
        Warns(Single with { Snapshots = new() { S3 = Single.Snapshots.S3! with { Insecure = true } } }, "snapshots.s3.insecure");
        var access = new Dictionary<string, RegistryAccessSpec> { ["r.lan"] = new() { InsecureSkipVerify = true } };
        Warns(
            Single with { Registries = new() { Access = access } },
            "registries.access[\"r.lan\"].insecureSkipVerify");
    }

    [Fact]
    public void Hardening_that_containers_cannot_have() =>
        Warns(Samples.Laptop with { K3s = new() { Version = "v1.36.4+k3s1" } }, "k3s.hardening");

    [Fact]
    public void A_release_candidate() => Warns(Single with { K3s = new() { Version = "v1.36.4-rc1+k3s1" } }, "k3s.version");

    [Fact]
    public void A_datastore_without_mutual_tls()
    {
        var k3s = new K3sSpec { Version = "v1.36.4+k3s1", Datastore = new() { Endpoint = new("postgres://db/k3s") } };

        Warns(Samples.OnPostgres with { K3s = k3s }, "k3s.datastore");
    }

    [Fact]
    public void Snapshots_that_are_off_or_stay_on_the_servers()
    {
        Warns(Single with { Snapshots = new() }, "snapshots.s3");
        Warns(Single with { Snapshots = new() { Enabled = false } }, "snapshots.enabled");
        Warns(Samples.OnPostgres with { Snapshots = new() });
    }

    [Theory]
    [InlineData("minio.storage.svc:9000", true)]
    [InlineData("minio.storage.svc.cluster.local:9000", true)]
    [InlineData("10.43.17.4:9000", true)]
    [InlineData("10.42.3.9", true)]
    [InlineData("192.168.1.201:9000", true)]
    [InlineData("[fd00::5]:9000", false)]
    [InlineData("nas.lan:9000", false)]
    [InlineData("192.168.1.5:9000", false)]
    public void A_bucket_inside_the_cluster(string endpoint, bool warns) =>
        Warns(
            Single with
            {
                Snapshots = new() { S3 = Single.Snapshots.S3! with { Endpoint = endpoint } },
                Network = new() { LoadBalancer = LoadBalancerChoice.Metallb, LoadBalancerPool = ["192.168.1.200/29"] },
            },
            warns ? ["snapshots.s3.endpoint"] : []);

    [Fact]
    public void An_air_gap_in_which_the_network_waits_for_the_mirror()
    {
        var airGapped = Single with
        {
            K3s = Single.K3s with { AirGap = true },
            Registries = new() { Mirrors = new Dictionary<string, RegistryMirrorSpec> { ["*"] = new() { Endpoints = ["https://r.lan"] } } },
        };

        Warns(airGapped);
        Warns(airGapped with { Network = new() { Cni = Cni.Cilium } }, "registries.mirrors");
    }

    static void Warns(HomelabTopology topology, params string[] paths)
    {
        Assert.Empty(TopologyValidation.Validate(topology));
        Assert.Equal(paths.Select(path => $"basecamp:homelab.{path}"), TopologyWarnings.For(topology).Select(warning => warning.Path));
    }
}
