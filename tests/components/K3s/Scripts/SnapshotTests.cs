using System.Security.Cryptography;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Snapshots taken on demand: proven, pruned, and no obstacle where there is no etcd.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class SnapshotTests : IDisposable
{
    const string Snapshots = "/var/lib/rancher/k3s/server/db/snapshots";

    readonly FakeCluster cluster = new();
    readonly Sandbox host;

    public SnapshotTests()
    {
        host = cluster.Host("cp1");
        host.Succeed("node-install", Inputs.Install(host, found: true));
    }

    public void Dispose() => cluster.Dispose();

    ScriptResult Failed() => host.Expect(1, "etcd-snapshot", Inputs.Snapshot("before-v1.36.4-k3s1"));

    [Fact]
    public void Prints_path_and_checksum_of_the_new_snapshot()
    {
        var output = host.Succeed("etcd-snapshot", Inputs.Snapshot("before-v1.36.4-k3s1")).Output.Split('\n');
        Assert.Matches($"^path={Snapshots}/basecamp-before-v1[.]36[.]4-k3s1-cp1-[0-9]+$", output[0]);
        var digest = SHA256.HashData(File.ReadAllBytes(host.At(output[0]["path=".Length..])));
        Assert.Equal($"sha256={Convert.ToHexStringLower(digest)}", output[1]);
    }

    [Fact]
    public void The_first_snapshot_of_a_server_has_no_directory_yet()
    {
        host.Delete(Snapshots);
        Assert.StartsWith("path=", host.Succeed("etcd-snapshot", Inputs.Snapshot("before")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Ours_are_pruned_over_all_names_and_nobody_elses_are()
    {
        for (var day = 1; day <= 7; day++)
        {
            host.Write($"{Snapshots}/basecamp-before-v1.35.{day}-k3s1-cp1-170000000{day}", "old");
            host.Write($"{Snapshots}/before-party-cp1-170000000{day}", "of the user");
            host.Write($"{Snapshots}/etcd-snapshot-cp1-170000000{day}", "scheduled");
        }
        host.Succeed("etcd-snapshot", Inputs.Snapshot("before-v1.36.4-k3s1"));
        Assert.Equal(5, Directory.GetFiles(host.At(Snapshots), "basecamp-*").Length);
        Assert.Single(Directory.GetFiles(host.At(Snapshots), "basecamp-before-v1.36.4-*"));
        Assert.Equal(7, Directory.GetFiles(host.At(Snapshots), "before-party-*").Length);
        Assert.Equal(7, Directory.GetFiles(host.At(Snapshots), "etcd-snapshot-*").Length);
    }

    [Fact]
    public void A_success_without_a_new_file_is_a_failure()
    {
        host.Write($"{Snapshots}/basecamp-before-v1.36.4-k3s1-cp1-1700000000", "an older one");
        host.Write(".sandbox/snapshot-missing", "");
        Failed().Says("reported success but wrote no snapshot");
    }

    [Fact]
    public void An_empty_snapshot_is_a_failure()
    {
        host.Write(".sandbox/snapshot-empty", "");
        Failed().Says("is empty; is the disk full?");
    }

    [Fact]
    public void A_snapshot_K3s_cannot_take_is_a_failure()
    {
        host.Write(".sandbox/snapshot-fails", "");
        Failed().Says("K3s could not take the snapshot basecamp-before-v1.36.4-k3s1");
    }

    [Fact]
    public void Nothing_is_taken_where_K3s_is_not_installed() =>
        Nothing(cluster.Host("cp2", "10.0.0.12"), "holds no embedded etcd");

    [Fact]
    public void Nothing_is_taken_where_K3s_keeps_no_etcd()
    {
        host.Delete("/var/lib/rancher/k3s/server/db/etcd");
        Nothing(host, "holds no embedded etcd");
    }

    [Fact]
    public void Nothing_is_taken_where_K3s_is_stopped()
    {
        host.RunText("systemctl stop k3s", "stop", "");
        Nothing(host, "K3s does not run");
    }

    static void Nothing(Sandbox on, string reason)
    {
        var tree = on.Tree();
        var result = on.Succeed("etcd-snapshot", Inputs.Snapshot("before"));
        Assert.Equal("", result.Output);
        Assert.Contains(reason, result.Messages, StringComparison.Ordinal);
        Assert.Equal(tree, on.Tree());
    }

    [Theory]
    [InlineData("../before")]
    [InlineData("be*fore")]
    [InlineData("-before")]
    [InlineData("before v1")]
    public void Refuses_a_name_that_K3s_or_a_file_system_would_take_for_something_else(string name) =>
        host.Expect(2, "etcd-snapshot", Inputs.Snapshot(name)).Says($"SNAPSHOT_NAME is '{name}': must be");
}
