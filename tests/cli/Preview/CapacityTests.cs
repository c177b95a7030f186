using System.Collections.Immutable;
using Basecamp.Cli.Preview;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.Topology;
using Basecamp.Infra.Homelab;
using Basecamp.Infra.Platform;
using Basecamp.Testing;
using Pulumi;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;
using LimitRange = Pulumi.Kubernetes.Core.V1.LimitRange;

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
    public async Task Adds_up_charts_and_objects_and_counts_daemons_once_per_machine_that_takes_pods()
    {
        var platform = Capacity.Of(await RecordedStack.RunAsync(() => Platform()))!;
        var both = Capacity.Of(await RecordedStack.RunAsync(() =>
        {
            Platform();
            _ = new DaemonSet("agent", new() { Spec = new DaemonSetSpecArgs { Template = Pod("250m", "512Mi"), Selector = new LabelSelectorArgs() } });
            _ = new Deployment("web", new() { Spec = new DeploymentSpecArgs { Replicas = 2, Template = Pod("1", "1Gi"), Selector = new LabelSelectorArgs() } });
        }))!;

        Assert.True(platform.Pods > 0 && platform.Cores > 0 && platform.Bytes > 0);
        // The server is kept free by its taint; of the agent, K3s and the system have 256 MiB each, and the kubelet keeps 100.
        Assert.Equal((1, 4d, (8192d - 256 - 256 - 100) * 1024 * 1024), (both.Nodes, both.CoresOfNodes, both.BytesOfNodes));
        Assert.Equal(platform.Pods + 1 + 2, both.Pods);
        Assert.Equal(platform.Cores + 0.25 + (2 * 1), both.Cores, 6);
        Assert.Equal(platform.Bytes + (0.5 * Gibi) + (2 * Gibi), both.Bytes, 6);
    }

    [Fact]
    public async Task A_stack_without_a_platform_has_nothing_to_add_up() => Assert.Null(Capacity.Of(await RecordedStack.RunAsync(() => { })));

    [Theory]
    [InlineData(1, "2", 3)]
    [InlineData(2, "2", 2)]
    [InlineData(4, "2", 0)]
    public async Task Says_how_many_machines_may_fail_until_pods_have_no_room(int pods, string cores, int mayFail)
    {
        var capacity = Capacity.Of(await RecordedStack.RunAsync(() =>
        {
            Platform(workers: 4);
            _ = new Deployment("web", new() { Spec = new DeploymentSpecArgs { Replicas = pods * 2 - 1, Template = Pod(cores, "1Mi"), Selector = new LabelSelectorArgs() } });
        }))!;

        Assert.Equal(mayFail, capacity.MayFail);
        Assert.StartsWith(mayFail switch { 0 => "tolerates the loss of no node", 1 => "tolerates the loss of 1 node", _ => $"tolerates the loss of {mayFail} nodes" }, capacity.Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PlatformProfile.Ha, true)]
    [InlineData(PlatformProfile.Standard, false)]
    public async Task A_platform_that_must_survive_the_loss_of_a_machine_and_would_not_is_a_warning(PlatformProfile profile, bool warned)
    {
        var capacity = Capacity.Of(await RecordedStack.RunAsync(() =>
        {
            Platform(workers: 2, profile);
            _ = new Deployment("web", new() { Spec = new DeploymentSpecArgs { Replicas = 3, Template = Pod("2", "1Mi"), Selector = new LabelSelectorArgs() } });
        }))!;

        Assert.Equal(0, capacity.MayFail);
        Assert.Equal(warned, capacity.Warning?.StartsWith("When one machine fails, the others do not carry all pods", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task What_says_nothing_asks_for_the_default_of_its_namespace_and_is_counted()
    {
        var (without, with) = (Capacity.Of(await RecordedStack.RunAsync(() => Platform()))!, Capacity.Of(await RecordedStack.RunAsync(() =>
        {
            Platform();
            _ = new LimitRange("limits", new()
            {
                Metadata = new ObjectMetaArgs { Namespace = "shop", Name = "limits" },
                Spec = new LimitRangeSpecArgs { Limits = new LimitRangeItemArgs { Type = "Container", DefaultRequest = { ["cpu"] = "100m", ["memory"] = "64Mi" } } },
            });
            _ = new Deployment("web", new()
            {
                Metadata = new ObjectMetaArgs { Namespace = "shop", Name = "web" },
                Spec = new DeploymentSpecArgs { Replicas = 3, Selector = new LabelSelectorArgs(), Template = new PodTemplateSpecArgs { Spec = new PodSpecArgs { Containers = new ContainerArgs { Name = "web" } } } },
            });
        }))!);

        Assert.Equal((without.Defaulted + 3, without.Pods + 3), (with.Defaulted, with.Pods));
        Assert.Equal(without.Cores + 0.3, with.Cores, 6);
        Assert.Equal(without.Bytes + (3 * 64d * 1024 * 1024), with.Bytes, 1);
        Assert.EndsWith("pods without explicit requests", with.Details, StringComparison.Ordinal);
    }

    static void Platform(int workers = 1, PlatformProfile profile = PlatformProfile.Small)
    {
        var cluster = HomelabExports.FactsOf(new()
        {
            Provider = MachineProvider.Ssh,
            Cluster = new() { Name = "lab" },
            K3s = new() { Version = "v1.36.4+k3s1" },
            Nodes =
            [
                new() { Name = "cp1", Address = "192.168.1.11", Role = NodeRole.Server, Cpus = 4, MemoryMiB = 8192 },
                .. Enumerable.Range(1, workers).Select(number =>
                    new NodeSpec { Name = $"w{number}", Address = $"192.168.1.2{number}", Role = NodeRole.Agent, Cpus = 4, MemoryMiB = 8192 }),
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
            Settings = new() { Certificates = new(), Profile = profile },
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
