using System.Security.Cryptography;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Restoring etcd, with the steps in the order the components run them.</summary>
public sealed class RestoreTests : IDisposable
{
    const string Id = "2026-11-20";
    const string Snapshot = "/var/lib/basecamp/kept-snapshot";
    const string JoinFile = "/etc/rancher/k3s/config.yaml.d/10-join.yaml";
    const string Data = "/var/lib/rancher/k3s/server/db";

    readonly FakeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    static string Others(string own) =>
        string.Join(' ', ((string[])["10.0.0.11", "10.0.0.12", "10.0.0.13"]).Where(address => address != own)
            .Select(address => $"https://{address}:6443"));

    static InputDocument Install(Sandbox host) => Inputs.Install(host, peers: Others(host.Address), found: host.Name == "cp1");

    static InputDocument Stop(Sandbox host, bool restored) => new InputDocument().Set("NODE_NAME", host.Name).Set("RESTORE_ID", Id)
        .Set("RESTORED", restored);

    static InputDocument Reset(Sandbox host) =>
        new InputDocument().Set("NODE_NAME", host.Name).Set("RESTORE_ID", Id).Set("SNAPSHOT", Snapshot).Set("FROM_S3", false)
            .Set("TOKEN", Inputs.Token)
            .Set("DATA_DIR", "/var/lib/rancher/k3s");

    static InputDocument Wipe(Sandbox host) => new InputDocument().Set("NODE_NAME", host.Name).Set("RESTORE_ID", Id);

    static InputDocument Clean(Sandbox host, string stale = "") => new InputDocument().Set("NODE_NAME", host.Name).Set("RESTORE_ID", Id)
        .Set("STALE_NODES", stale);

    Sandbox Server(string name, string address)
    {
        var host = cluster.Host(name, address);
        host.Succeed("node-install", Install(host));
        return host;
    }

    Sandbox One(string snapshot = $"token {Inputs.Token}")
    {
        var host = Server("cp1", "10.0.0.11");
        host.Write(Snapshot, snapshot);
        cluster.ForgetEvents();
        return host;
    }

    [Fact]
    public void Restores_a_single_server()
    {
        var host = One();
        Assert.Equal("stopped=true\n", host.Succeed("restore-stop", Stop(host, restored: true)).Output);
        Assert.Equal("restored=true\n", host.Succeed("restore-reset", Reset(host)).Output);
        host.Succeed("restore-clean", Clean(host)).Prints("cleaned=true\n");
        Assert.Equal(["stopped cp1", $"reset from {Snapshot}", "restarted cp1", "snapshot after-restore",
            "pruned --name after-restore --snapshot-retention 5"], cluster.Events);
        Assert.Equal("changed=false\nrestarted=false\njoined=member\n",
            host.Succeed("node-install", Inputs.Install(host, found: true))
            .Output.Replace("changed=true", "changed=false", StringComparison.Ordinal));
    }

    [Fact]
    public void Restores_three_servers_in_the_documented_order()
    {
        var (one, two, three) = (Server("cp1", "10.0.0.11"), Server("cp2", "10.0.0.12"), Server("cp3", "10.0.0.13"));
        one.Write(Snapshot, $"token {Inputs.Token}");
        two.Write(".sandbox/addresses", "eth0 10.0.0.5/32");
        two.Write(".sandbox/links", "eth0\ncni0");
        one.Write(".sandbox/links", "eth0\ncni0");
        cluster.ForgetEvents();

        one.Succeed("restore-stop", Stop(one, restored: true));
        two.Succeed("restore-stop", Stop(two, restored: false).Set("VIRTUAL_IP", "10.0.0.5"));
        three.Succeed("restore-stop", Stop(three, restored: false));
        Assert.Equal("", two.Read(".sandbox/addresses"));
        Assert.Equal("eth0\n", two.Read(".sandbox/links"));
        Assert.Equal("eth0\ncni0\n", one.Read(".sandbox/links"));
        Assert.True(two.Has(".sandbox/units/k3s/enabled"));

        one.Succeed("restore-reset", Reset(one));
        foreach (var node in (string[])["cp2", "cp3"])
            Directory.Delete(Path.Combine(cluster.Root, "nodes", node), recursive: true);
        foreach (var host in (Sandbox[])[two, three])
        {
            Assert.Equal("wiped=true\n", host.Succeed("restore-wipe", Wipe(host)).Output);
            Assert.True(host.Has($"/var/lib/rancher/k3s/server/db-before-{Id}/etcd/member"));
            host.Succeed("node-install", Install(host)).Prints("joined=joined");
        }
        one.Succeed("restore-clean", Clean(one));
        Assert.Equal(
            ["stopped cp1", "stopped cp2", "stopped cp3", $"reset from {Snapshot}", "restarted cp1", "joined cp2", "joined cp3",
                "snapshot after-restore", "pruned --name after-restore --snapshot-retention 5"],
            cluster.Events);
        Assert.Equal(["cp1"], cluster.Founders);

        cluster.ForgetEvents();
        Assert.Equal("stopped=false\n", one.Succeed("restore-stop", Stop(one, restored: true)).Output);
        Assert.Equal("stopped=false\n", two.Succeed("restore-stop", Stop(two, restored: false)).Output);
        Assert.Equal("restored=false\n", one.Succeed("restore-reset", Reset(one)).Output);
        Assert.Equal("wiped=false\n", two.Succeed("restore-wipe", Wipe(two)).Output);
        Assert.Equal("cleaned=false\n", one.Succeed("restore-clean", Clean(one)).Output);
        Assert.Empty(cluster.Events);
    }

    [Fact]
    public void The_join_address_is_out_of_the_way_during_the_reset_and_nowhere_lost()
    {
        var host = One();
        Assert.Contains("server:", host.Read(JoinFile), StringComparison.Ordinal);
        host.Succeed("restore-reset", Reset(host));
        Assert.False(host.Has(JoinFile));
        cluster.Write("up/10.0.0.12:6443", "up");
        host.Succeed("node-install", Install(host));
        Assert.Contains("server: \"https://10.0.0.12:6443\"", host.Read(JoinFile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_address_elsewhere_in_the_configuration_is_refused()
    {
        var host = One();
        host.Write("/etc/rancher/k3s/config.yaml.d/90-mine.yaml", "server: https://10.0.0.5:6443");
        host.Expect(3, "restore-reset", Reset(host)).Says("remove it for the restore");
    }

    [Fact]
    public void A_wrong_token_is_named_as_the_cause_and_not_shown()
    {
        var host = One("token of-last-year");
        var result = host.Expect(1, "restore-reset", Reset(host));
        result.Says("the snapshot was taken under another server token");
        result.Says("different token <token>");
        Assert.DoesNotContain(Inputs.Token, result.Messages + string.Concat(host.Calls), StringComparison.Ordinal);
        Assert.DoesNotContain("restarted cp1", cluster.Events);
        host.Write(Snapshot, $"token {Inputs.Token}");
        Assert.Equal("restored=true\n", host.Succeed("restore-reset", Reset(host)).Output);
    }

    [Theory]
    [InlineData("reset-silent")]
    [InlineData("reset-without-flag")]
    public void An_exit_code_of_zero_or_the_text_alone_is_no_success(string behaviour)
    {
        var host = One();
        host.Write($".sandbox/{behaviour}", "");
        host.Expect(1, "restore-reset", Reset(host)).Says("K3s did not report that etcd was reset");
        Assert.DoesNotContain("restarted cp1", cluster.Events);
    }

    [Fact]
    public void An_empty_a_damaged_or_a_missing_snapshot_changes_nothing()
    {
        var host = One();
        File.WriteAllText(host.At(Snapshot), "");
        host.Expect(3, "restore-reset", Reset(host)).Says("is empty");
        host.Write(Snapshot, "cut off");
        host.Expect(3, "restore-reset", Reset(host).Set("SHA256", new string('a', 64))).Says("it is damaged or another one");
        host.Delete(Snapshot);
        host.Expect(1, "restore-reset", Reset(host)).Says("does not exist on cp1");
        Assert.Empty(cluster.Events);
    }

    [Fact]
    public void A_snapshot_with_the_right_checksum_is_taken()
    {
        var host = One();
        var sha = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(host.At(Snapshot))));
        host.Succeed("restore-reset", Reset(host).Set("SHA256", sha));
    }

    [Fact]
    public void Too_little_disk_is_refused()
    {
        var host = One();
        host.Answer("df", "Filesystem 1-blocks Used Available Capacity Mounted\n/dev/sda1 99 1 100 1% /");
        host.Expect(3, "restore-reset", Reset(host)).Says("needs ten times that");
    }

    [Fact]
    public void A_local_file_is_not_taken_for_an_object_and_an_object_not_for_a_file()
    {
        var host = One();
        host.Succeed("restore-reset", Reset(host));
        Assert.Contains($"k3s server --cluster-reset --cluster-reset-restore-path={Snapshot} --etcd-s3=false", host.Calls);
        host.ForgetCalls();
        host.Expect(2, "restore-reset", Reset(host).Set("RESTORE_ID", "other").Set("FROM_S3", true));
        host.Succeed("restore-reset", Reset(host).Set("RESTORE_ID", "other").Set("FROM_S3", true).Set("SNAPSHOT", "daily-cp1-1"));
        Assert.Contains("k3s server --cluster-reset --cluster-reset-restore-path=daily-cp1-1", host.Calls);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(14)]
    [InlineData(18)]
    [InlineData(24)]
    public void A_restore_killed_half_way_is_resumed_and_ends_in_one_restored_cluster(int call)
    {
        var host = One();
        host.RunKilledAt(call, "restore-reset", Reset(host));
        host.Succeed("restore-reset", Reset(host));
        Assert.True(host.Has($"/var/lib/basecamp/restored-{Id}"));
        Assert.False(host.Has($"/var/lib/basecamp/reset-{Id}"));
        Assert.Equal("restarted cp1", cluster.Events[^1]);
    }

    [Fact]
    public void The_restored_server_is_never_wiped()
    {
        var host = One();
        host.Succeed("restore-reset", Reset(host));
        host.Expect(3, "restore-wipe", Wipe(host)).Says("wiping it would lose the restored data");
        Assert.True(host.Has(Data));
    }

    [Fact]
    public void Data_is_put_aside_only_once()
    {
        var host = One();
        host.Succeed("restore-wipe", Wipe(host));
        host.Delete($"/var/lib/basecamp/wiped-{Id}");
        host.Write($"{Data}/joined-anew", "");
        Assert.Equal("wiped=false\n", host.Succeed("restore-wipe", Wipe(host)).Output);
        Assert.True(host.Has($"{Data}/joined-anew"));
    }

    [Fact]
    public void Cleaning_removes_rebuilt_nodes_and_attachments_of_nodes_that_are_gone()
    {
        var host = One();
        cluster.AddNode("w1");
        cluster.AddNode("w2");
        cluster.Write("volumeattachments", "csi-1|w1\ncsi-2|w2\ncsi-3|w9");
        host.Succeed("restore-clean", Clean(host, "w1"));
        Assert.Equal(["cp1", "w2"], cluster.Nodes);
        Assert.Equal("csi-2|w2\n", File.ReadAllText(Path.Combine(cluster.Root, "volumeattachments")));
    }

    [Fact]
    public void Cleaning_never_removes_the_restored_server_itself()
    {
        var host = One();
        host.Expect(3, "restore-clean", Clean(host, "w1 cp1")).Says("it is the restored server");
        Assert.Equal(["cp1"], cluster.Nodes);
    }
}
