namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Whole restores on one and three servers that share one fake cluster, and every way to be cut off before their end.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class RestoreSequenceTests : IDisposable
{
    const string Db = "/var/lib/rancher/k3s/server/db";

    readonly FakeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    Sandbox[] Cluster(int servers)
    {
        Sandbox[] hosts = [.. Enumerable.Range(1, servers).Select(number => cluster.Host($"cp{number}", $"10.0.0.{10 + number}"))];
        foreach (var host in hosts)
            host.Succeed("node-install", Inputs.Install(host, peers: RestoreRun.PeersOf(host, hosts), found: host == hosts[0]));
        return hosts;
    }

    // Takes a snapshot, then changes what a restore must undo. Returns the snapshot's path.
    string SnapshotAndGoOn(Sandbox server)
    {
        cluster.AddNode("w1");
        cluster.AddNode("removed-since");
        cluster.Write("secrets/removed-since.node-password.k3s", "hash");
        cluster.Write("volumeattachments", "csi-1|removed-since\ncsi-2|w1");
        var path = server.Succeed("etcd-snapshot", Inputs.Snapshot("before")).Output.Split('\n')[0]["path=".Length..];
        cluster.AddNode("added-since");
        cluster.ForgetEvents();
        return path;
    }

    // A server whose unit is enabled comes up at a reboot; nothing that ran before does.
    static void Reboot(Sandbox host) => host.RunText(
        $"rm -f /.sandbox/units/k3s/active /.cluster/up/{host.Address}:6443\n[[ ! -f /.sandbox/units/k3s/enabled ]] || systemctl start k3s",
        "reboot", "");

    void AssertRestored(params Sandbox[] servers)
    {
        Assert.Equal([.. servers.Select(server => server.Name), "w1"], cluster.Nodes);
        Assert.Single(cluster.Founders);
        Assert.All(servers, server =>
        {
            Assert.True(File.Exists(Path.Combine(cluster.Root, "up", $"{server.Address}:6443")), $"{server.Name} is down");
            Assert.True(server.Has(".sandbox/units/k3s/enabled"), $"{server.Name} would not start after a reboot");
            Assert.Equal(File.ReadAllText(Path.Combine(cluster.Root, "etcd-id")), server.Read($"{Db}/etcd/member/id"));
        });
        Assert.Equal("csi-2|w1\n", File.ReadAllText(Path.Combine(cluster.Root, "volumeattachments")));
        Assert.False(File.Exists(Path.Combine(cluster.Root, "secrets", "removed-since.node-password.k3s")));
    }

    [Fact]
    public void One_server_gets_back_what_it_held()
    {
        var servers = Cluster(1);
        new RestoreRun(SnapshotAndGoOn(servers[0]), servers) { Declared = "cp1 w1" }.All();
        AssertRestored(servers);
        Assert.Equal(
            ["stopped cp1", "reset cp1", "restarted cp1", "deleted removed-since", "deleted secret removed-since.node-password.k3s",
             "deleted secret w1.node-password.k3s", "deleted volumeattachment csi-1", "snapshot basecamp-after-restore"],
            cluster.Events);
    }

    // Operators on agents go on running, with caches that are newer than the restored datastore.
    [Fact]
    public void Operators_start_anew_and_nothing_else_does()
    {
        var servers = Cluster(1);
        var snapshot = SnapshotAndGoOn(servers[0]);
        cluster.Write("pods", string.Join('\n',
            "cnpg-system|cnpg-cloudnative-pg-5d4|ReplicaSet", "argocd-system|application-controller-0|StatefulSet", "kube-system|cilium-x2k|DaemonSet",
            "longhorn-system|instance-manager-1a2|InstanceManager", "longhorn-system|longhorn-manager-9x|DaemonSet", "kube-system|kube-vip-cp1|Node",
            "postgres-core|postgres-1|Cluster", "shop|web-7f9|ReplicaSet", "ops-system|by-hand|"));

        new RestoreRun(snapshot, servers) { Declared = "cp1 w1" }.All();

        Assert.Equal(
            ["deleted pod cnpg-cloudnative-pg-5d4 of cnpg-system", "deleted pod application-controller-0 of argocd-system", "deleted pod cilium-x2k of kube-system",
             "deleted pod longhorn-manager-9x of longhorn-system"],
            cluster.Events.Where(line => line.StartsWith("deleted pod", StringComparison.Ordinal)));
    }

    [Fact]
    public void Three_servers_stop_before_the_reset_and_join_after_it()
    {
        var servers = Cluster(3);
        new RestoreRun(SnapshotAndGoOn(servers[0]), servers) { Declared = "cp1 cp2 cp3 w1" }.All();
        AssertRestored(servers);
        Assert.Equal(
            ["stopped cp1", "stopped cp2", "stopped cp3", "reset cp1", "restarted cp1", "snapshot basecamp-after-restore",
             "joined cp2", "joined cp3"],
            cluster.Events.Where(line => !line.StartsWith("deleted", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void New_machines_take_the_places_of_lost_ones_under_their_old_names(int count)
    {
        var servers = Cluster(count);
        var snapshot = servers[0].Read(SnapshotAndGoOn(servers[0])).TrimEnd();
        Sandbox[] machines = [.. servers.Select(cluster.Rebuild)];
        machines[0].Write("/root/snapshot", snapshot);
        new RestoreRun("/root/snapshot", machines) { Declared = string.Join(' ', machines.Select(machine => machine.Name)) + " w1" }.All();
        AssertRestored(machines);
    }

    [Fact]
    public void A_second_run_of_every_step_changes_nothing()
    {
        var servers = Cluster(3);
        var run = new RestoreRun(SnapshotAndGoOn(servers[0]), servers) { Declared = "cp1 cp2 cp3 w1" };
        run.All();
        var trees = servers.Select(server => server.Tree()).ToList();
        cluster.ForgetEvents();
        var said = run.Steps.Where(step => step.Script != "node-install").Select(step => step.Succeed()).ToList();
        Assert.Equal(trees, servers.Select(server => server.Tree()));
        Assert.Empty(cluster.Events);
        Assert.All(said, result => result.Says("nothing changed"));
    }

    public static TheoryData<string, int> Cuts()
    {
        var cuts = new TheoryData<string, int>();
        foreach (var call in (int[])[2, 4])
            cuts.Add("restore-stop", call);
        foreach (var call in (int[])[4, 8, 11, 13, 14, 15, 17, 20, 24])
            cuts.Add("restore-reset", call);
        foreach (var call in (int[])[3, 5, 7, 9, 11])
            cuts.Add("restore-wipe", call);
        foreach (var call in (int[])[4, 10, 16])
            cuts.Add("restore-clean", call);
        return cuts;
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_restore_cut_off_anywhere_followed_by_a_reboot_is_completed_by_the_next_run(string script, int call)
    {
        var servers = Cluster(2);
        var run = new RestoreRun(SnapshotAndGoOn(servers[0]), servers) { Declared = "cp1 cp2 w1" };
        var cut = false;
        foreach (var step in run.Steps)
        {
            if (!cut && step.Script == script)
            {
                cut = true;
                if (step.On.RunKilledAt(call, step.Script, step.Input))
                    Reboot(step.On);
            }
            step.Succeed();
        }
        foreach (var join in run.Joins)
            join.Succeed();
        AssertRestored(servers);
        var before = Assert.Single(Directory.GetDirectories(servers[0].At(Db), "etcd-old-*"));
        Assert.Equal("1\n", File.ReadAllText(Path.Combine(before, "member/id")));
        Assert.Equal("1\n", servers[1].Read($"/var/lib/rancher/k3s/server/before-{RestoreRun.Id}/etcd/member/id"));
    }
}
