using Basecamp.Components.Clusters;
using Basecamp.Components.Tests.Configuration;
using Basecamp.Components.Topology.Validation;
using Basecamp.Tests;

namespace Basecamp.Components.Tests.Topology;

public class StackFileTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("lab")]
    [InlineData("ha")]
    public void Accepts_the_stack_files_at_the_top_of_the_repository(string stack)
    {
        var accepted = HomelabConfiguration.TryParse(Read(stack), out _, out var problems);

        Assert.Empty(problems);
        Assert.True(accepted);
    }

    [Fact]
    public void Reads_the_ha_stack_into_three_servers_and_three_agents()
    {
        var topology = HomelabConfiguration.Parse(Read("ha"));

        Assert.Equal(["cp1", "cp2", "cp3"], topology.Servers.Select(node => node.Name));
        Assert.Equal(["w1", "w2", "w3"], topology.Agents.Select(node => node.Name));
        Assert.Equal(Cni.Cilium, topology.Network.Cni);
        Assert.True(topology.Network.ReplacesKubeProxy);
        Assert.True(topology.Snapshots.S3!.SecretKey.IsPlaceholder);
    }

    static string Read(string stack) => StackYaml.ToJson(File.ReadAllText(RepositoryFiles.PathOf($"Pulumi.{stack}.yaml")));
}
