namespace Basecamp.Components.Tests.K3s.Scripts;

[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class NodeUninstallTests : IDisposable
{
    readonly FakeCluster cluster = new();
    readonly Sandbox host;

    public NodeUninstallTests()
    {
        host = cluster.Host("cp1");
        host.Write("/etc/sysctl.d/90-basecamp.conf", "# host preparation");
    }

    public void Dispose() => cluster.Dispose();

    void Install()
    {
        host.Succeed("node-install", Inputs.Install(host, found: true));
        host.Write("/etc/rancher/node/password", "p");
        host.Write("/var/lib/kubelet/config", "c");
        host.Write("/run/k3s/x", "x");
        host.Write("/var/lib/cni/networks/x", "x");
    }

    [Fact]
    public void Leaves_a_host_as_if_K3s_had_never_been_there()
    {
        var before = host.Tree().Split('\n').Select(line => line.Split(" [")[0]).ToList();
        Install();
        Assert.Equal("changed=true\n", host.Succeed("node-uninstall", Inputs.Uninstall(host)).Output);
        var after = host.Tree().Split('\n').Select(line => line.Split(" [")[0]).ToList();
        Assert.Equal(["var/lib/basecamp/", "var/lib/rancher/", "etc/rancher/"],
            after.Except(before).OrderBy(path => path.Length > 12 ? 0 : 1));
        Assert.Empty(before.Except(after));
        Assert.False(host.Has("/run/k3s"));
        Assert.False(host.Has(".sandbox/units/k3s/active"));
        Assert.False(host.Has(".sandbox/units/k3s/enabled"));
    }

    [Fact]
    public void A_second_run_changes_nothing()
    {
        Install();
        host.Succeed("node-uninstall", Inputs.Uninstall(host));
        var tree = host.Tree();
        var again = host.Succeed("node-uninstall", Inputs.Uninstall(host));
        Assert.Equal("changed=false\n", again.Output);
        again.Says("nothing changed on cp1");
        Assert.Equal(tree, host.Tree());
    }

    [Fact]
    public void Is_right_on_a_host_that_never_had_K3s()
    {
        var tree = host.Tree();
        Assert.Equal("changed=false\n", host.Succeed("node-uninstall", Inputs.Uninstall(host)).Output);
        Assert.Equal(tree, host.Tree());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(14)]
    [InlineData(20)]
    public void A_run_killed_half_way_is_completed_by_the_next(int call)
    {
        Install();
        host.RunKilledAt(call, "node-uninstall", Inputs.Uninstall(host));
        host.Succeed("node-uninstall", Inputs.Uninstall(host));
        Assert.DoesNotContain("k3s", host.Tree(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_local_snapshots_unless_told_otherwise()
    {
        Install();
        host.Write("/var/lib/rancher/k3s/server/db/snapshots/daily-cp1-1", "snapshot");
        host.Succeed("node-uninstall", Inputs.Uninstall(host));
        var kept = Assert.Single(Directory.GetDirectories(host.At("/var/lib/basecamp"), "snapshots-*"));
        Assert.Equal("snapshot\n", File.ReadAllText(Path.Combine(kept, "daily-cp1-1")));
    }

    [Fact]
    public void Deletes_the_local_snapshots_when_told_so()
    {
        Install();
        host.Write("/var/lib/rancher/k3s/server/db/snapshots/daily-cp1-1", "snapshot");
        host.Succeed("node-uninstall", Inputs.Uninstall(host).Set("KEEP_SNAPSHOTS", false));
        Assert.Empty(Directory.GetDirectories(host.At("/var/lib/basecamp"), "snapshots-*"));
    }

    [Fact]
    public void Removes_interfaces_and_rules_of_the_cluster_and_keeps_everybody_elses()
    {
        Install();
        host.Write(".sandbox/links", "lo\neth0\ncni0\nflannel.1\ncilium_host\ncilium_net\nlxc1234\nkube-ipvs0\ndocker0");
        host.Write(".sandbox/iptables", """
            *filter
            :DOCKER - [0:0]
            :KUBE-FORWARD - [0:0]
            -A KUBE-FORWARD -j ACCEPT
            -A INPUT -p tcp --dport 22 -j ACCEPT
            -A FORWARD -m comment --comment "flanneld forward" -j FLANNEL-FWD
            -A OUTPUT -j CILIUM_OUTPUT
            COMMIT
            """);
        host.Succeed("node-uninstall", Inputs.Uninstall(host));
        Assert.Equal(["lo", "eth0", "docker0"], host.Read(".sandbox/links").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("*filter\n:DOCKER - [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n", host.Read(".sandbox/iptables"));
    }

    [Fact]
    public void Drops_the_virtual_address_that_kube_vip_left_behind()
    {
        Install();
        host.Write(".sandbox/addresses", "eth0 10.0.0.5/32\neth0 10.0.0.11/24\neth1 10.0.0.5/32");
        host.Succeed("node-uninstall", Inputs.Uninstall(host).Set("VIRTUAL_IP", "10.0.0.5").Set("VIRTUAL_IP_INTERFACE", "eth0"));
        Assert.Equal("eth0 10.0.0.11/24\neth1 10.0.0.5/32\n", host.Read(".sandbox/addresses"));
    }

    [Fact]
    public void Ends_containers_and_their_descendants_and_nobody_else()
    {
        Install();
        host.Write(".sandbox/before", """
            mkdir -p /var/lib/rancher/k3s/data/current/bin
            cp /usr/bin/bash /var/lib/rancher/k3s/data/current/bin/containerd-shim-runc-v2
            start() { "$@" </dev/null >/dev/null 2>&1 & echo $!; }
            container='/.host/usr/bin/sleep 50 & echo $! >/.sandbox/container; wait'
            start /var/lib/rancher/k3s/data/current/bin/containerd-shim-runc-v2 -c "$container" >/.sandbox/shim
            start /.host/usr/bin/sleep 50 >/.sandbox/bystander
            until [[ -s /.sandbox/container ]]; do /.host/usr/bin/sleep 0.05; done
            """);
        host.Write(".sandbox/after", """
            for name in shim container bystander; do
              if [[ -d /proc/$(</.sandbox/$name) ]]; then echo "$name"; fi
            done >/.sandbox/alive
            """);
        host.Succeed("node-uninstall", Inputs.Uninstall(host));
        Assert.Equal("bystander\n", host.Read(".sandbox/alive"));
    }

    [Fact]
    public void Unmounts_what_K3s_mounted()
    {
        Install();
        host.Write(".sandbox/before", """
            mkdir -p '/var/lib/kubelet/pods/a b' /run/k3s/c
            mount -t tmpfs none '/var/lib/kubelet/pods/a b'
            mount -t tmpfs none /run/k3s/c
            echo volume >'/var/lib/kubelet/pods/a b/data'
            """);
        host.Succeed("node-uninstall", Inputs.Uninstall(host));
        Assert.False(host.Has("/var/lib/kubelet"));
    }

    [Fact]
    public void Refuses_to_delete_through_a_mount_that_is_not_its_own()
    {
        Install();
        host.Write(".sandbox/before", "mkdir -p /var/lib/rancher/k3s/storage/pvc\nmount -t tmpfs none /var/lib/rancher/k3s/storage/pvc\n");
        var result = host.Expect(1, "node-uninstall", Inputs.Uninstall(host));
        result.Says("/var/lib/rancher/k3s still holds mounts, whose data must not be deleted: /var/lib/rancher/k3s/storage/pvc");
        Assert.True(host.Has("/var/lib/rancher/k3s/server/token"));
    }
}
