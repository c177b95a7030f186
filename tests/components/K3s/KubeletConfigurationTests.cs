using Basecamp.Components.K3s.Config;
using Basecamp.Components.Topology;
using Basecamp.Tests;
using YamlDotNet.Serialization;

namespace Basecamp.Components.Tests.K3s;

public sealed class KubeletConfigurationTests
{
    [Fact]
    public void A_server_keeps_memory_for_the_API_server_and_etcd_and_an_agent_for_its_kubelet()
    {
        Assert.Equal(("768Mi", "256Mi"), Reserved(Topologies.Lab.Nodes[0]));
        Assert.Equal(("256Mi", "256Mi"), Reserved(Topologies.Lab.Nodes[1]));
    }

    [Fact]
    public void A_small_machine_keeps_at_most_a_quarter_for_each() =>
        Assert.Equal(("256Mi", "256Mi"), Reserved(Topologies.Lab.Nodes[0] with { MemoryMiB = 1024 }));

    [Fact]
    public void Pods_are_evicted_for_memory_and_for_disks_before_the_kernel_acts() => Assert.Equal(
        new Dictionary<object, object>
        {
            ["memory.available"] = "100Mi",
            ["nodefs.available"] = "5%",
            ["nodefs.inodesFree"] = "5%",
            ["imagefs.available"] = "5%",
        },
        Yaml(Topologies.Lab.Nodes[0])["evictionHard"]);

    static (object, object) Reserved(NodeSpec node) => (At(node, "kubeReserved"), At(node, "systemReserved"));

    static object At(NodeSpec node, string key) => Assert.Single((Dictionary<object, object>)Yaml(node)[key], each => (string)each.Key == "memory").Value;

    static Dictionary<string, object> Yaml(NodeSpec node) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(KubeletConfiguration.For(Topologies.Lab, node));
}
