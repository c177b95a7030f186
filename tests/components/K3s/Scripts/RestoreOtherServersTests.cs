namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Stopping, emptying and cleaning up: the steps of a restore around the reset.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class RestoreOtherServersTests : IDisposable
{
    const string Server = "/var/lib/rancher/k3s/server";

    readonly FakeCluster cluster = new();
    readonly Sandbox restored;
    readonly Sandbox other;
    readonly RestoreRun run;

    public RestoreOtherServersTests()
    {
        restored = cluster.Host("cp1");
        other = cluster.Host("cp2", "10.0.0.12");
        restored.Succeed("node-install", Inputs.Install(restored, peers: "https://10.0.0.12:6443", found: true));
        other.Succeed("node-install", Inputs.Install(other, peers: "https://10.0.0.11:6443"));
        run = new("/root/snapshot", restored, other);
        cluster.ForgetEvents();
    }

    public void Dispose() => cluster.Dispose();

    RestoreStep Wipe => run.Step("restore-wipe", other);

    [Fact]
    public void Stopping_ends_containers_on_the_others_only_and_the_virtual_address_everywhere()
    {
        foreach (var host in (Sandbox[])[restored, other])
        {
            host.Write(".sandbox/addresses", "eth0 10.0.0.5/32");
            host.Write(".sandbox/links", "eth0\ncni0");
            Assert.Equal("stopped=true\n", run.Step("restore-stop", host).Succeed().Output);
            Assert.Equal("", host.Read(".sandbox/addresses"));
            Assert.True(host.Has(".sandbox/units/k3s/enabled"));
        }
        Assert.Equal("eth0\ncni0\n", restored.Read(".sandbox/links"));
        Assert.Equal("eth0\n", other.Read(".sandbox/links"));
        Assert.Equal(["stopped cp1", "stopped cp2"], cluster.Events);
    }

    [Fact]
    public void Stopping_is_nothing_to_do_on_a_new_machine()
    {
        var machine = cluster.Host("cp3", "10.0.0.13");
        var tree = machine.Tree();
        run.Step("restore-stop", machine).Succeed();
        Assert.Equal(tree, machine.Tree());
    }

    [Fact]
    public void Stopping_fails_when_something_still_serves_the_API()
    {
        cluster.Write("up/127.0.0.1:6443", "up");
        other.Write(".sandbox/agent-ready", "");
        other.Expect(1, "restore-stop", run.Step("restore-stop", other).Input).Says("something still answers on port 6443");
    }

    [Fact]
    public void Wiping_puts_the_datastore_and_its_keys_aside_and_leaves_the_snapshots()
    {
        other.Write($"{Server}/db/etcd/tombstone", "");
        other.Write($"{Server}/db/reset-flag", "");
        other.Write($"{Server}/db/snapshots/daily-cp2-1", "snapshot");
        other.Write($"{Server}/db/.metadata/daily-cp2-1", "metadata");
        other.Write($"{Server}/tls/server-ca.key", "key");
        other.Write($"{Server}/cred/passwd", "password");
        other.Write($"{Server}/manifests/mine.yaml", "a: 1");
        other.Write($"{Server}/before-2026-01-01/etcd/member/id", "0");
        Assert.Equal("wiped=true\n", Wipe.Succeed().Output);
        Assert.Equal(
            ["cred/passwd", "etcd/member/id", "etcd/tombstone", "reset-flag", "tls/server-ca.key"],
            Files(other.At($"{Server}/before-{RestoreRun.Id}")));
        Assert.Equal([".metadata/daily-cp2-1", "snapshots/daily-cp2-1"], Files(other.At($"{Server}/db")));
        Assert.False(other.Has($"{Server}/tls") || other.Has($"{Server}/cred"));
        Assert.True(other.Has($"{Server}/manifests/mine.yaml"));
        Assert.False(other.Has($"{Server}/before-2026-01-01"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(other.At($"{Server}/before-{RestoreRun.Id}")));
    }

    static IEnumerable<string> Files(string directory) =>
        Directory.GetFiles(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(path => Path.GetRelativePath(directory, path)).Order(StringComparer.Ordinal);

    [Fact]
    public void A_wiped_server_does_not_start_by_itself_and_keeps_nobody_waiting_for_its_API()
    {
        Wipe.Succeed();
        Assert.False(other.Has(".sandbox/units/k3s/active"));
        Assert.False(other.Has(".sandbox/units/k3s/enabled"));
        Assert.False(other.Has("/etc/rancher/k3s/k3s.yaml"));
    }

    [Fact]
    public void Wiping_ends_an_old_cluster_that_a_reboot_brought_back()
    {
        run.Step("restore-stop", other).Succeed();
        other.RunText("systemctl start k3s; echo cni0 >>/.sandbox/links; echo 'eth0 10.0.0.5/32' >>/.sandbox/addresses", "reboot", "");
        Wipe.Succeed();
        Assert.False(other.Has(".sandbox/units/k3s/active"));
        Assert.Equal("", other.Read(".sandbox/links") + other.Read(".sandbox/addresses"));
    }

    [Fact]
    public void A_server_that_has_joined_again_is_not_wiped_a_second_time()
    {
        Wipe.Succeed();
        other.Write($"{Server}/db/etcd/member/id", "new");
        Assert.Equal("wiped=false\n", Wipe.Succeed().Output);
        Assert.Equal("new\n", other.Read($"{Server}/db/etcd/member/id"));
    }

    [Fact]
    public void A_new_machine_has_nothing_to_wipe()
    {
        var machine = cluster.Host("cp3", "10.0.0.13");
        Assert.Equal("wiped=true\n", run.Step("restore-wipe", machine).Succeed().Output);
        Assert.False(machine.Has("/var/lib/rancher"));
    }

    [Theory]
    [InlineData("begun")]
    [InlineData("reset")]
    [InlineData("restored")]
    public void The_restored_server_is_never_wiped(string step)
    {
        restored.Write($"/var/lib/basecamp/{step}-{RestoreRun.Id}", "1");
        var tree = restored.Tree();
        var result = restored.Expect(3, "restore-wipe", run.Step("restore-wipe", restored).Input.Set("RESTORED", false));
        result.Says("wiping it would lose the restored data");
        Assert.Equal(tree, restored.Tree());
        restored.Expect(3, "restore-wipe", run.Step("restore-wipe", restored).Input);
    }

    [Fact]
    public void A_wiped_server_is_not_restored_under_the_same_id()
    {
        Wipe.Succeed();
        var result = other.Expect(3, "restore-reset", run.Reset().Input.Set("NODE_NAME", "cp2"));
        result.Says("emptied cp2 to join another server");
    }

    ScriptResult Clean(string declared, int expected = 0)
    {
        restored.Write($"/var/lib/basecamp/begun-{RestoreRun.Id}", "1700000000");
        restored.Write($"/var/lib/basecamp/restored-{RestoreRun.Id}", "/root/snapshot");
        return restored.Expect(expected, "restore-clean", run.Clean().Input.Set("DECLARED_NODES", declared));
    }

    [Fact]
    public void Cleaning_removes_nodes_passwords_and_attachments_of_machines_that_are_gone()
    {
        cluster.AddNode("w1");
        cluster.AddNode("w2");
        cluster.Write("secrets/w1.node-password.k3s", "hash");
        cluster.Write("secrets/w2.node-password.k3s", "hash");
        cluster.Write("volumeattachments", "csi-1|w2\ncsi-2|w1\ncsi-3|gone-before");
        var result = Clean("cp1 cp2 w1");
        Assert.Equal(["cp1", "cp2", "w1"], cluster.Nodes);
        Assert.Equal("csi-2|w1\n", File.ReadAllText(Path.Combine(cluster.Root, "volumeattachments")));
        // The restored server's own is K3s' business.
        Assert.Equal(["cp1.node-password.k3s"], Files(Path.Combine(cluster.Root, "secrets")));
        Assert.Matches(
            $"^path={Server}/db/snapshots/basecamp-after-restore-cp1-[0-9]+\nsha256=[0-9a-f]{{64}}\ncleaned=true\n$", result.Output);
        Assert.Equal("snapshot basecamp-after-restore", cluster.Events[^1]);
    }

    [Fact]
    public void Cleaning_removes_no_declared_node()
    {
        cluster.AddNode("w1");
        cluster.Write("volumeattachments", "csi-2|w1");
        Clean("cp1 cp2 w1 not-there-yet");
        Assert.Equal(["cp1", "cp2", "w1"], cluster.Nodes);
        Assert.Equal("csi-2|w1\n", File.ReadAllText(Path.Combine(cluster.Root, "volumeattachments")));
    }

    [Fact]
    public void Cleaning_keeps_the_state_before_the_restore_and_clears_older_and_half_restored_ones()
    {
        foreach (var old in (string[])["1690000000", "1700000005", "1700000900", "of-somebody"])
            restored.Write($"{Server}/db/etcd-old-{old}/member/id", old);
        Clean("cp1 cp2");
        Assert.Equal(["etcd-old-1700000005", "etcd-old-of-somebody"],
            Directory.GetDirectories(restored.At($"{Server}/db"), "etcd-old-*").Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cleaning_without_a_usable_snapshot_fails_and_clears_nothing()
    {
        restored.Write($"{Server}/db/etcd-old-1690000000/member/id", "0");
        restored.Write(".sandbox/snapshot-empty", "");
        Clean("cp1 cp2", expected: 1).Says("is empty");
        Assert.True(restored.Has($"{Server}/db/etcd-old-1690000000"));
        restored.Delete(".sandbox/snapshot-empty");
        Clean("cp1 cp2");
        Assert.False(restored.Has($"{Server}/db/etcd-old-1690000000"));
    }

    [Fact]
    public void Cleaning_refuses_a_list_without_the_restored_server()
    {
        Clean("cp2 w1", expected: 2).Says("does not name cp1");
        Assert.Equal(["cp1", "cp2"], cluster.Nodes);
    }

    [Fact]
    public void Cleaning_refuses_where_nothing_was_restored()
    {
        var result = restored.Expect(3, "restore-clean", run.Clean().Input.Set("DECLARED_NODES", "cp1"));
        result.Says("has not been run on cp1; nothing was deleted");
        Assert.Equal(["cp1", "cp2"], cluster.Nodes);
    }
}
