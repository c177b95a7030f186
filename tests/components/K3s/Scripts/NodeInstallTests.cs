namespace Basecamp.Components.Tests.K3s.Scripts;

public sealed class NodeInstallTests : IDisposable
{
    const string Peers = "https://10.0.0.12:6443 https://10.0.0.13:6443";

    readonly FakeCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void Founds_the_cluster_once_and_then_points_the_founder_at_a_peer()
    {
        var host = cluster.Host("cp1");
        var first = host.Succeed("node-install", Inputs.Install(host, peers: Peers, found: true));
        Assert.Equal("changed=true\nrestarted=true\njoined=founded\n", first.Output);
        Assert.Equal(["cp1"], cluster.Founders);
        Assert.Contains("server: \"https://10.0.0.12:6443\"", host.Read("/etc/rancher/k3s/config.yaml.d/10-join.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("cluster-init", host.Read("/etc/rancher/k3s/config.yaml.d/10-join.yaml"), StringComparison.Ordinal);
    }
}
