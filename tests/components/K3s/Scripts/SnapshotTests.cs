using System.Security.Cryptography;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>Snapshots on demand, and the kubeconfig.</summary>
public sealed class SnapshotTests : IDisposable
{
    readonly FakeCluster cluster = new();
    readonly Sandbox host;

    public SnapshotTests() => host = cluster.Host("cp1");

    public void Dispose() => cluster.Dispose();

    static InputDocument Input => new InputDocument().Set("NODE_NAME", "cp1").Set("SNAPSHOT_NAME", "before-upgrade");

    void Install() => host.Succeed("node-install", Inputs.Install(host, found: true));

    [Fact]
    public void Prints_where_the_snapshot_is_and_its_checksum_and_prunes_old_ones()
    {
        Install();
        var output = host.Succeed("etcd-snapshot", Input).Output.Split('\n');
        var path = output[0]["path=".Length..];
        Assert.StartsWith("/var/lib/rancher/k3s/server/db/snapshots/before-upgrade-cp1-", path, StringComparison.Ordinal);
        Assert.Equal($"sha256={Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(host.At(path))))}", output[1]);
        Assert.Contains("pruned --name before-upgrade --snapshot-retention 5", cluster.Events);
    }

    [Fact]
    public void An_empty_snapshot_is_a_failure()
    {
        Install();
        host.Write(".sandbox/snapshot-empty", "");
        host.Expect(1, "etcd-snapshot", Input).Says("is empty; is the disk full?");
    }

    [Fact]
    public void Nothing_is_taken_where_no_etcd_runs()
    {
        host.Succeed("etcd-snapshot", Input).Says("holds no embedded etcd");
        Install();
        host.Delete(".sandbox/units/k3s/active");
        var result = host.Succeed("etcd-snapshot", Input);
        result.Says("K3s does not run on cp1");
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void Prints_the_kubeconfig_and_nothing_else()
    {
        Install();
        Assert.Equal("kubeconfig of cp1\n", host.Succeed("kubeconfig", new InputDocument().Set("NODE_NAME", "cp1")).Output);
    }

    [Fact]
    public void Waits_for_the_kubeconfig_only_so_long()
    {
        var result = host.Expect(1, "kubeconfig", new InputDocument().Set("NODE_NAME", "cp1").Set("TIMEOUT_SECONDS", 60));
        result.Says("waiting for /etc/rancher/k3s/k3s.yaml on cp1, at most 60 s");
        Assert.Equal("", result.Output);
    }
}
