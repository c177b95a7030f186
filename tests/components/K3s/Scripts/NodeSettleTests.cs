namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>What another server waits for, and sets, once a node is installed.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "namespaces")]
public sealed class NodeSettleTests : IDisposable
{
    readonly FakeCluster cluster = new();
    readonly Sandbox server;

    public NodeSettleTests()
    {
        server = cluster.Host("cp1");
        server.Succeed("node-install", Inputs.Install(server, found: true));
        cluster.ForgetEvents();
        server.ForgetCalls();
    }

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void Settling_names_what_is_missing()
    {
        Assert.Contains("it has not registered", Unsettled("w1"), StringComparison.Ordinal);
        cluster.AddNode("w1", version: "v1.35.0+k3s1", ready: "False");
        Assert.Contains("its kubelet reports v1.35.0+k3s1", Unsettled("w1"), StringComparison.Ordinal);
        cluster.Write("nodes/w1/version", FakeCluster.Version);
        Assert.Contains("its Ready condition is False", Unsettled("w1"), StringComparison.Ordinal);
        server.Succeed("node-settle", Inputs.Settle("w1").Set("REQUIRE_READY", false));
        cluster.AddNode("cp2", "server");
        cluster.Write("nodes/cp2/voter", "False");
        server.Expect(1, "node-settle", Inputs.Settle("cp2", "server")).Says("it is not yet a voting etcd member");
        server.Succeed("node-settle", Inputs.Settle("cp2", "server").Set("DATASTORE", "external"));
    }

    string Unsettled(string node) => server.Expect(1, "node-settle", Inputs.Settle(node)).Messages;

    [Fact]
    public void Labels_and_taints_are_reconciled_and_those_of_others_stay()
    {
        cluster.AddNode("w1");
        cluster.Write("nodes/w1/labels", "kubernetes.io/hostname=w1\nteam=red");
        cluster.Write("nodes/w1/taints", "theirs=:NoExecute");
        server.Succeed("node-settle", Inputs.Settle("w1", labels: "disk=ssd rack= zone=a", taints: "gpu=yes:NoSchedule own:NoExecute"));
        Assert.Equal(["disk=ssd", "kubernetes.io/hostname=w1", "rack=", "team=red", "zone=a"], Lines("labels"));
        Assert.Equal(["gpu=yes:NoSchedule", "own=:NoExecute", "theirs=:NoExecute"], Lines("taints"));
        server.ForgetCalls();
        Assert.Equal("changed=false\n", server.Succeed("node-settle",
            Inputs.Settle("w1", labels: "disk=ssd rack= zone=a", taints: "gpu=yes:NoSchedule own:NoExecute")).Output);
        Assert.DoesNotContain(server.Calls,
            call => call.Contains(" label ", StringComparison.Ordinal) || call.Contains(" annotate ", StringComparison.Ordinal));
        server.Succeed("node-settle", Inputs.Settle("w1", labels: "disk=hdd", taints: "gpu=no:NoSchedule"));
        Assert.Equal(["disk=hdd", "kubernetes.io/hostname=w1", "team=red"], Lines("labels"));
        Assert.Equal(["gpu=no:NoSchedule", "theirs=:NoExecute"], Lines("taints"));
        server.Succeed("node-settle", Inputs.Settle("w1"));
        Assert.Equal(["kubernetes.io/hostname=w1", "team=red"], Lines("labels"));
        Assert.Equal(["theirs=:NoExecute"], Lines("taints"));
        Assert.Equal("", cluster.Node("w1", "annotations/basecamp.dev_managed-labels"));
    }

    IEnumerable<string> Lines(string field) => cluster.Node("w1", field).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Order(StringComparer.Ordinal);
}
