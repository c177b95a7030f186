using System.Collections.Immutable;
using Basecamp.Cli.Preview;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Infra.Homelab;
using Basecamp.Infra.Platform;
using Basecamp.Testing;
using Pulumi;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;

namespace Basecamp.Cli.Tests.Preview;

public class CapacityTests
{
    const double Gibi = 1024d * 1024 * 1024;

    [Fact]
    public void Says_what_is_asked_for_and_what_there_is() => Assert.Equal(
        "12 pods ask for 1.5 of 6 cores (25 %) and 3.0 of 12 GiB (25 %) on 3 nodes",
        new Capacity(12, 1.5, 3 * Gibi, 3, 6, 12 * Gibi).ToString());

    [Fact]
    public void Says_only_what_is_asked_for_where_the_nodes_are_unknown()
    {
        var capacity = new Capacity(1, 0.5, Gibi, 1, null, null);
        Assert.Equal("1 pod asks for 0.5 cores and 1.0 GiB on 1 node", capacity.ToString());
        Assert.False(capacity.IsExceeded);
    }

    [Theory]
    [InlineData(6, 12, false)]
    [InlineData(6.1, 12, true)]
    [InlineData(6, 12.1, true)]
    public void Is_exceeded_when_more_is_asked_for_than_there_is(double cores, double gibi, bool exceeded) =>
        Assert.Equal(exceeded, new Capacity(1, cores, gibi * Gibi, 3, 6, 12 * Gibi).IsExceeded);

    [Fact]
    public async Task Adds_up_charts_and_objects_and_counts_daemons_once_per_node()
    {
        var platform = Capacity.Of(await RecordedStack.RunAsync(() => Platform()))!;
        var both = Capacity.Of(await RecordedStack.RunAsync(() =>
        {
            Platform();
            _ = new DaemonSet("agent", new() { Spec = new DaemonSetSpecArgs { Template = Pod("250m", "512Mi"), Selector = new LabelSelectorArgs() } });
            _ = new Deployment("web", new() { Spec = new DeploymentSpecArgs { Replicas = 2, Template = Pod("1", "1Gi"), Selector = new LabelSelectorArgs() } });
        }))!;

        Assert.True(platform.Pods > 0 && platform.Cores > 0 && platform.Bytes > 0);
        Assert.Equal((2, 8d, 16 * Gibi), (both.Nodes, both.CoresOfNodes, both.BytesOfNodes));
        Assert.Equal(platform.Pods + 2 + 2, both.Pods);
        Assert.Equal(platform.Cores + (2 * 0.25) + (2 * 1), both.Cores, 6);
        Assert.Equal(platform.Bytes + (2 * 0.5 * Gibi) + (2 * Gibi), both.Bytes, 6);
    }

    [Fact]
    public async Task A_stack_without_a_platform_has_nothing_to_add_up() => Assert.Null(Capacity.Of(await RecordedStack.RunAsync(() => { })));

    static void Platform()
    {
        var cluster = HomelabExports.FactsOf(new()
        {
            Provider = MachineProvider.Ssh,
            Cluster = new() { Name = "lab" },
            K3s = new() { Version = "v1.36.4+k3s1" },
            Nodes =
            [
                new() { Name = "cp1", Address = "192.168.1.11", Role = NodeRole.Server, Cpus = 4, MemoryMiB = 8192 },
                new() { Name = "w1", Address = "192.168.1.21", Role = NodeRole.Agent, Cpus = 4, MemoryMiB = 8192 },
            ],
        });
        _ = new PlatformTier("platform", new()
        {
            Access = new()
            {
                Kubeconfig = Output.CreateSecret("kubeconfig"),
                ApiEndpoint = Output.Create(""),
                ServerUrls = Output.Create(ImmutableArray<string>.Empty),
                NodeNames = Output.Create(ImmutableArray<string>.Empty),
                ClusterIdentifier = Output.Create("lab-1"),
                ServerToken = Output.CreateSecret("token"),
            },
            Cluster = cluster,
            Settings = new() { Certificates = new() },
            Delivery = DeliveryEngine.Pulumi,
            Stack = "lab",
        });
    }

    static PodTemplateSpecArgs Pod(string cpu, string memory) => new()
    {
        Spec = new PodSpecArgs
        {
            Containers = new ContainerArgs
            {
                Name = "main",
                Resources = new ResourceRequirementsArgs { Requests = { ["cpu"] = cpu, ["memory"] = memory } },
            },
        },
    };
}
