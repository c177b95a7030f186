using System.Collections.Immutable;
using Basecamp.Cli.Charts;
using Basecamp.Cli.Preview;
using Basecamp.Components.Charts;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Longhorn;
using Basecamp.Components.Platform;
using Basecamp.Components.Topology;
using Basecamp.Infra.Homelab;
using Basecamp.Infra.Platform;
using Basecamp.Manifests.Yaml;
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
        Assert.EndsWith("pods without explicit requests (Deployment shop/web)", with.Details, StringComparison.Ordinal);
    }

    /// <summary>What a chart's object adds to one server and two agents: pods, cores, MiB.</summary>
    [Theory]
    // Ordinary pods, and one on each machine that takes them.
    [InlineData("Deployment", "replicas: 2", "", 2, 2, 128)]
    [InlineData("DaemonSet", "", "", 2, 2, 128)]
    [InlineData("DaemonSet", "", "tolerations: [{operator: Exists}]", 2, 2, 128)]
    [InlineData("DaemonSet", "", "nodeSelector: {kubernetes.io/hostname: w1}", 1, 1, 64)]
    [InlineData("DaemonSet", "", "nodeSelector: {kubernetes.io/os: windows}", 0, 0, 0)]
    [InlineData("DaemonSet", "", "nodeSelector: {node-role.kubernetes.io/control-plane: 'true'}", 0, 0, 0)]
    // What may only run on servers takes nothing from the others, where it may; else it waits, and counts.
    [InlineData("Deployment", "", "{nodeSelector: {node-role.kubernetes.io/control-plane: 'true'}, tolerations: [{key: node-role.kubernetes.io/control-plane, operator: Exists}]}", 0, 0, 0)]
    [InlineData("Deployment", "", "nodeSelector: {node-role.kubernetes.io/control-plane: 'true'}", 1, 1, 64)]
    [InlineData("Deployment", "", "nodeSelector: {gpu: 'true'}", 1, 1, 64)]
    // A limit alone is a request; an init container that stays counts, and one that ends only when it is the largest.
    [InlineData("Deployment", "", "containers: [{name: main, resources: {limits: {cpu: 1, memory: 64Mi}}}]", 1, 1, 64)]
    [InlineData("Deployment", "", "initContainers: [{name: proxy, restartPolicy: Always, resources: {requests: {cpu: 500m, memory: 32Mi}}}]", 1, 1.5, 96)]
    [InlineData("Deployment", "", "initContainers: [{name: start, resources: {requests: {cpu: 500m, memory: 256Mi}}}]", 1, 1, 256)]
    public async Task Pods_count_where_they_may_run(string kind, string more, string pod, int pods, double cores, double mebibytes)
    {
        var stack = await RecordedStack.RunAsync(() => Platform(workers: 2));
        var spec = pod.StartsWith('{') ? pod[1..^1] : pod;
        var containers = spec.StartsWith("containers", StringComparison.Ordinal) ? "" : "containers: [{name: main, resources: {requests: {cpu: 1, memory: 64Mi}}}]";
        var replicas = more.Length == 0 ? "" : "replicas: 2, ";
        var (without, with) = (Capacity.Of(stack)!, Capacity.Of(stack, Rendered(stack,
            $"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: x, namespace: shop}}\nspec: {{{replicas}template: {{spec: {{{string.Join(", ", ((string[])[spec, containers]).Where(part => part.Length > 0))}}}}}}}\n"))!);

        Assert.Equal((pods, cores, mebibytes), (with.Pods - without.Pods, Math.Round(with.Cores - without.Cores, 6), Math.Round((with.Bytes - without.Bytes) / 1024 / 1024, 3)));
        Assert.Equal(without.Defaulted, with.Defaulted);
    }

    [Theory]
    [InlineData("nodeSelector: {gpu: 'true'}", true)]
    [InlineData("nodeSelector: {node-role.kubernetes.io/control-plane: 'true'}", true)]
    [InlineData("nodeSelector: {topology.kubernetes.io/zone: attic}", false)]
    [InlineData("nodeSelector: {kubernetes.io/arch: arm64}", false)]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: gpu, operator: DoesNotExist}]}]}}}", false)]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: gpu, operator: In, values: ['true']}]}]}}}", true)]
    [InlineData("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [w2]}]}]}}}", false)]
    public async Task Pods_that_no_machine_takes_are_named(string pod, bool homeless)
    {
        var stack = await RecordedStack.RunAsync(() => Platform(workers: 2));
        var capacity = Capacity.Of(stack, Rendered(stack, $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: x, namespace: shop}}\nspec: {{template: {{spec: {{{pod}, containers: [{{name: main}}]}}}}}}\n"))!;

        Assert.Equal(homeless ? ["Deployment shop/x"] : [], capacity.WithoutMachine);
        Assert.Equal(homeless, capacity.Details.EndsWith("; no node matches the selector and tolerations of Deployment shop/x", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Charts_as_they_render_count_instead_of_what_components_declare_of_them()
    {
        var stack = await RecordedStack.RunAsync(() => Platform());
        var chart = StackChart.AllOf(stack).Single(each => each.Pin.Name == "cert-manager");
        var declared = Capacity.Of(stack)!;
        var name = stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>().Single(each => each.Install.Chart.Name == "cert-manager").Workloads[0].Name;

        var rendered = Capacity.Of(stack, Rendered(stack,
            $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}, namespace: {chart.Namespace}}}\nspec: {{replicas: 7, template: {{spec: {{containers: [{{name: main, resources: {{requests: {{cpu: 3}}}}}}]}}}}}}\n"))!;

        Assert.Equal(declared.Pods - 1 + 7, rendered.Pods);
        Assert.True(rendered.Cores > 7 * 3);
        Assert.Contains($"Deployment {chart.Namespace}/{name}", rendered.DefaultedNames);
    }

    [Fact]
    public async Task Databases_and_poolers_count_with_the_defaults_of_their_namespace()
    {
        const string limits = "apiVersion: v1\nkind: LimitRange\nmetadata: {name: l, namespace: shop}\nspec: {limits: [{type: Container, defaultRequest: {cpu: 100m, memory: 64Mi}}]}\n---\n";
        var stack = await RecordedStack.RunAsync(() => Platform());
        var none = Capacity.Of(stack)!;

        var both = Capacity.Of(stack, Rendered(stack, limits
            + "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db, namespace: shop}\nspec: {instances: 3, resources: {requests: {cpu: 500m}}}\n---\n"
            + "apiVersion: postgresql.cnpg.io/v1\nkind: Pooler\nmetadata: {name: pool, namespace: shop}\nspec: {instances: 2}\n"))!;

        Assert.Equal((5, 5, 1.7, 320), (both.Pods - none.Pods, both.Defaulted - none.Defaulted, Math.Round(both.Cores - none.Cores, 6), Math.Round((both.Bytes - none.Bytes) / 1024 / 1024, 3)));
        Assert.Equal(["Cluster shop/db", "Pooler shop/pool"], both.DefaultedNames.Except(none.DefaultedNames));
    }

    [Fact]
    public async Task Longhorn_keeps_a_part_of_each_machine_for_its_instance_manager()
    {
        var stack = await RecordedStack.RunAsync(() => Platform(workers: 2, longhorn: new() { Backups = null }));

        var manager = Assert.Single(CapacityPods.AllOf(stack, [], _ => false), pods => pods.Name.EndsWith("/instance-manager-*", StringComparison.Ordinal));

        Assert.Equal((true, 1, 0.05), (manager.IsPerNode, manager.Pods, manager.PartOfCores));
        Assert.Equal(0.2, manager.CoresOn(new(new("w1", NodeRole.Agent, 4, 8192, []), 4, 8)), 6);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_server_that_the_stack_file_keeps_open_is_room_for_apps(bool open, int nodes) =>
        Assert.Equal(nodes, Capacity.Of(await RecordedStack.RunAsync(() => Platform(serverTaints: open ? [] : null)))!.Nodes);

    [Fact]
    public async Task Many_names_are_shortened_and_all_of_them_can_be_had()
    {
        var stack = await RecordedStack.RunAsync(() => Platform());
        var yaml = string.Join("---\n", Enumerable.Range(1, 9).Select(number => $"apiVersion: v1\nkind: Pod\nmetadata: {{name: p{number}, namespace: a}}\nspec: {{containers: [{{name: main}}]}}\n"));

        var capacity = Capacity.Of(stack, Rendered(stack, yaml))!;

        Assert.Contains(" more)", capacity.Details, StringComparison.Ordinal);
        Assert.DoesNotContain("Pod a/p9", capacity.Details, StringComparison.Ordinal);
        Assert.Contains("Pod a/p8, Pod a/p9)", capacity.AllDetails, StringComparison.Ordinal);
    }

    static IReadOnlyList<RenderedChart> Rendered(RecordedStack stack, string yaml) => [new(StackChart.AllOf(stack)[0], new([.. ManifestYaml.ReadMaps(yaml)], []))];

    static void Platform(int workers = 1, PlatformProfile profile = PlatformProfile.Small, LonghornSpec? longhorn = null, IReadOnlyList<string>? serverTaints = null)
    {
        var cluster = HomelabExports.FactsOf(new()
        {
            Provider = MachineProvider.Ssh,
            Cluster = new() { Name = "lab" },
            K3s = new() { Version = "v1.36.4+k3s1" },
            Nodes =
            [
                new() { Name = "cp1", Address = "192.168.1.11", Role = NodeRole.Server, Cpus = 4, MemoryMiB = 8192, Taints = serverTaints },
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
            Settings = new() { Certificates = new(), Profile = profile, Longhorn = longhorn },
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
