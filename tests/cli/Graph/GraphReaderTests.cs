using Basecamp.Cli.Graph;
using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;
using Basecamp.Cli.Tests.Sample;
using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;
using Basecamp.Testing;
using Pulumi;

namespace Basecamp.Cli.Tests.Graph;

public class GraphReaderTests
{
    static readonly HomelabTopology Topology = new()
    {
        Provider = MachineProvider.Ssh,
        Cluster = new() { Name = "lab" },
        K3s = new() { Version = "v1.36.4+k3s1" },
        Api = new() { VirtualIp = "fd00::10" },
        Nodes =
        [
            new() { Name = "agent", Address = "10.0.0.21", Role = NodeRole.Agent, Cpus = 8, MemoryMiB = 1536 },
            new() { Name = "server", Address = "10.0.0.11", Role = NodeRole.Server },
        ],
    };

    static async Task<GraphModel> Read(Action program, HomelabTopology? topology = null) =>
        GraphReader.Read(await RecordedStack.RunAsync(program, new() { StackName = "test" }), topology);

    static void Object(string apiVersion, string kind, string name, Dictionary<string, object> spec, string ns = "shop") =>
        _ = new SampleObject(apiVersion, kind, $"{kind}-{ns}-{name}", new()
        {
            Metadata = new InputMap<object> { ["name"] = name, ["namespace"] = ns },
            Spec = Map(spec),
        });

    static InputMap<object> Map(Dictionary<string, object> values)
    {
        var map = new InputMap<object>();
        foreach (var (key, value) in values)
            map.Add(key, Output.Create(value));
        return map;
    }

    static Dictionary<string, object> Template(string app, int port) => new()
    {
        ["metadata"] = new Dictionary<string, object> { ["labels"] = new Dictionary<string, object> { ["app"] = app } },
        ["spec"] = new Dictionary<string, object>
        {
            ["containers"] = new object[]
            {
                new Dictionary<string, object>
                {
                    ["name"] = "main",
                    ["ports"] = new object[] { new Dictionary<string, object> { ["containerPort"] = port, ["name"] = "http" } },
                },
            },
        },
    };

    [Fact]
    public async Task Workloads_of_every_kind_are_found()
    {
        var model = await Read(() =>
        {
            Object("apps/v1", "Deployment", "web", new() { ["replicas"] = 3, ["template"] = Template("web", 80) });
            Object("apps/v1", "StatefulSet", "queue", new() { ["template"] = Template("queue", 81) });
            Object("apps/v1", "DaemonSet", "agent", new() { ["template"] = Template("agent", 82) });
            Object("batch/v1", "Job", "migrate", new() { ["template"] = Template("migrate", 83) });
            Object("batch/v1", "CronJob", "report", new()
            {
                ["jobTemplate"] = new Dictionary<string, object> { ["spec"] = new Dictionary<string, object> { ["template"] = Template("report", 84) } },
            });
            Object("postgresql.cnpg.io/v1", "Cluster", "db", new() { ["instances"] = 2 });
            Object("v1", "ConfigMap", "not-a-workload", []);
        });

        Assert.Equal(
            ["DaemonSet agent  82/TCP http", "Cluster db 2 5432/TCP postgresql, 9187/TCP metrics, 8000/TCP status", "Job migrate 1 83/TCP http",
                "StatefulSet queue 1 81/TCP http", "CronJob report  84/TCP http", "Deployment web 3 80/TCP http"],
            Assert.Single(model.Namespaces).Workloads.Select(workload =>
                $"{workload.Kind} {workload.Name} {workload.Replicas} {string.Join(", ", workload.Ports)}"));
    }

    [Fact]
    public async Task Two_kinds_with_one_name_are_both_there()
    {
        var model = await Read(() =>
        {
            Object("apps/v1", "Deployment", "web", new() { ["template"] = Template("web", 80) });
            Object("batch/v1", "CronJob", "web", []);
        });

        Assert.Equal(["shop/web (CronJob 2)", "shop/web (Deployment)"],
            model.Namespaces.Single().Workloads.Select(workload => workload.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Paths_follow_the_policies()
    {
        var model = await Read(() =>
        {
            Object("apps/v1", "Deployment", "web", new() { ["template"] = Template("web", 80) });
            Object("apps/v1", "Deployment", "api", new() { ["template"] = Template("api", 81) });
            Object("networking.k8s.io/v1", "NetworkPolicy", "p", new()
            {
                ["podSelector"] = new Dictionary<string, object> { ["matchLabels"] = new Dictionary<string, object> { ["app"] = "api" } },
                ["policyTypes"] = new[] { "Ingress", "Egress" },
                ["ingress"] = new object[]
                {
                    new Dictionary<string, object>
                    {
                        ["from"] = new object[]
                        {
                            new Dictionary<string, object>
                            {
                                ["podSelector"] = new Dictionary<string, object> { ["matchLabels"] = new Dictionary<string, object> { ["app"] = "web" } },
                            },
                        },
                    },
                },
            });
        });

        // Web has no policy: it reaches everything, and is marked; the internet is not said to reach it.
        Assert.Equal(["shop/web -> internet 443/TCP", "shop/web -> shop/api 81/TCP", "shop/web -> shop/web 80/TCP"],
            model.Paths.Select(path => $"{path.From} -> {path.To} {path.Ports}"));
        Assert.Equal([("api", false), ("web", true)], model.Namespaces.Single().Workloads.Select(workload => (workload.Name, workload.IsOpen)));
    }

    [Fact]
    public async Task Of_the_ports_outside_those_are_asked_for_that_a_rule_leads_to()
    {
        var model = await Read(() =>
        {
            Object("apps/v1", "Deployment", "mail", new() { ["template"] = Template("mail", 80) });
            static Dictionary<string, object> Rule(string peer, Dictionary<string, object> value, int port) => new()
            {
                ["to"] = new object[] { new Dictionary<string, object> { [peer] = value } },
                ["ports"] = new object[] { new Dictionary<string, object> { ["port"] = port } },
            };
            Object("networking.k8s.io/v1", "NetworkPolicy", "p", new()
            {
                ["podSelector"] = new Dictionary<string, object>(),
                ["policyTypes"] = new[] { "Egress" },
                ["egress"] = new object[]
                {
                    Rule("ipBlock", new() { ["cidr"] = "0.0.0.0/0" }, 587),
                    Rule("podSelector", [], 80),
                },
            });
        });

        Assert.Equal(["shop/mail -> internet 587/TCP", "shop/mail -> shop/mail 80/TCP"],
            model.Paths.Select(path => $"{path.From} -> {path.To} {path.Ports}"));
    }

    [Fact]
    public async Task Machines_come_from_the_topology_servers_first()
    {
        var model = await Read(() => { }, Topology);

        Assert.Equal(
            [new("server", true, "10.0.0.11", "2 CPU · 4 GiB"), new("agent", false, "10.0.0.21", "8 CPU · 1.5 GiB")],
            model.Cluster!.Machines);
        Assert.Equal("[fd00::10]:6443", model.Cluster.ApiAddress);
        Assert.Equal(["internet", "kube-apiserver", "servers", "agents"], model.Places.Select(place => place.Id));
        // K3s brings it, so every cluster has it.
        Assert.Equal("kube-system/coredns", Assert.Single(model.Namespaces).Workloads.Single().Id);
        Assert.Empty(model.Notices);
    }

    [Fact]
    public async Task Namespaces_are_drawn_by_tier()
    {
        var model = await Read(() =>
        {
            foreach (var tier in new[] { "app", "core", "system" })
                _ = new SampleObject("v1", "Namespace", tier, new()
                {
                    Metadata = new InputMap<object> { ["name"] = $"in-{tier}", ["labels"] = new Dictionary<string, object> { ["basecamp.io/tier"] = tier } },
                });
            Object("apps/v1", "Deployment", "d", new() { ["template"] = Template("d", 80) }, "kube-system");
        });

        Assert.Equal(
            [("in-app", GraphTier.Apps), ("in-core", GraphTier.Core), ("in-system", GraphTier.System), ("kube-system", GraphTier.Kubernetes)],
            model.Namespaces.Select(ns => (ns.Name, ns.Tier)));
    }

    [Theory]
    [InlineData("calico-system", true)]
    [InlineData("tigera-system", true)]
    [InlineData("kube-flannel", true)]
    [InlineData("calico-shop", false)]
    public async Task The_pod_network_is_drawn_with_the_cluster_also_where_no_object_declares_its_namespace(string ns, bool isOfTheCluster)
    {
        var model = await Read(() => Object("apps/v1", "DaemonSet", "node", new() { ["template"] = Template("node", 80) }, ns));

        Assert.Equal((ns, isOfTheCluster ? GraphTier.Kubernetes : GraphTier.Apps), (Assert.Single(model.Namespaces).Name, model.Namespaces[0].Tier));
    }

    [Theory]
    [InlineData("ha", "traefik-system")]
    [InlineData("lab", null)]
    public async Task What_lets_people_in_to_apps_is_drawn_above_them(string stack, string? entrance)
    {
        var file = StackFileReader.Read(RealProcess.RepositoryRoot, stack, null);
        var run = await OfflineRun.StartAsync(file, StackProgram.Basecamp, null, default);

        var model = GraphReader.Read(run.Stack, StackProgram.Basecamp.Topology(file.Config));

        Assert.Equal(entrance is null ? [] : [entrance], model.Namespaces.Where(ns => ns.Tier == GraphTier.Entrance).Select(ns => ns.Name));
        var page = GraphPage.Write(model);
        Assert.Equal(entrance is not null, page.Contains("<h2>Entrance</h2>", StringComparison.Ordinal));
        if (entrance is not null)
            Assert.InRange(page.IndexOf("<h2>Entrance</h2>", StringComparison.Ordinal), page.IndexOf("<h2>Outside</h2>", StringComparison.Ordinal), page.IndexOf("<h2>Apps</h2>", StringComparison.Ordinal));
    }
}
