using System.Text.Json;
using System.Text.Json.Nodes;
using Basecamp.Cli.Graph;
using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;
using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Tests.Doctor;

/// <summary>
/// A stack of this repository as a cluster would report it once everything works: what the program declares, with status, and the pods that it and its
/// charts start.
/// </summary>
/// <remarks>Services of charts are stood in for, because what charts make of their values needs Helm.</remarks>
sealed class LivingStack
{
    const string Now = "2026-11-28T12:00:00Z";
    const string Before = "2026-11-18T12:00:00Z";

    readonly List<JsonObject> objects = [];

    LivingStack()
    {
    }

    public static async Task<LivingStack> OfAsync(string stack)
    {
        var run = await OfflineRun.StartAsync(StackFileReader.Read(RealProcess.RepositoryRoot, stack, null), StackProgram.Basecamp, null, default);
        var manifests = KubernetesManifests.From(run.Stack);
        var living = new LivingStack();
        foreach (var (name, index) in ((string[])["cp1", "cp2", "cp3", "w1", "w2", "w3"]).Select((name, index) => (name, index)))
            living.AddNode(name, index);
        foreach (var each in manifests.Objects)
            living.Add(each);
        var namespaces = manifests.Objects.Where(each => each.Kind == "Namespace").Select(each => each.Name).ToHashSet();
        var workloads = RecordedWorkloads.Of(run.Stack, manifests).Append(new("kube-system", "coredns", "Deployment", 2,
            new Dictionary<string, string> { ["k8s-app"] = "kube-dns" }, [new(53, Basecamp.Manifests.Reachability.NetworkProtocol.Udp)], false)).ToList();
        foreach (var ns in workloads.Select(workload => workload.Namespace).Append("default").Append("kube-system").Distinct().Where(namespaces.Add))
            living.Add("v1", "Namespace", null, ns, new() { ["labels"] = new JsonObject { ["kubernetes.io/metadata.name"] = ns } }, new());
        foreach (var workload in workloads)
            living.AddPods(workload, manifests);
        living.Add("v1", "Service", "kube-system", "kube-dns", new(), new()
        {
            ["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["k8s-app"] = "kube-dns" },
                ["ports"] = new JsonArray(new JsonObject { ["port"] = 53, ["protocol"] = "UDP" })
            },
        });
        living.AddServicesOfCharts(manifests);
        living.AddSlices();
        return living;
    }

    public IEnumerable<JsonObject> Objects => objects;

    public void Remove(string kind, string ns, string name) => Assert.Equal(1, objects.RemoveAll(each => Is(each, kind, ns, name)));

    public JsonObject Find(string kind, string ns, string name) => objects.Single(each => Is(each, kind, ns, name));

    public void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "all.json"),
            new JsonObject { ["kind"] = "List", ["items"] = new JsonArray([.. objects.Select(each => each.DeepClone())]) }.ToJsonString());
        File.WriteAllText(Path.Combine(directory, "bundle.json"), new JsonObject
        {
            ["kind"] = "ClusterBundle",
            ["takenAt"] = Now,
            ["serverVersion"] = "v1.36.4+k3s1"
        }.ToJsonString());
    }

    static bool Is(JsonObject each, string kind, string ns, string name) =>
        (string?)each["kind"] == kind && (string?)each["metadata"]!["namespace"] == ns && (string?)each["metadata"]!["name"] == name;

    void AddNode(string name, int index) => Add("v1", "Node", null, name,
        new()
        {
            ["labels"] = index < 3
                ? new JsonObject
                {
                    ["node-role.kubernetes.io/control-plane"] = "true",
                    ["node-role.kubernetes.io/etcd"] = "true",
                    ["kubernetes.io/hostname"] = name
                }
                : new JsonObject { ["kubernetes.io/hostname"] = name, ["topology.kubernetes.io/zone"] = $"rack-{name}" },
        },
        new()
        {
            ["status"] = new JsonObject
            {
                ["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = $"192.168.70.{(index < 3 ? 11 + index : 18 + index)}" }),
                ["allocatable"] = new JsonObject { ["cpu"] = "4", ["memory"] = index < 3 ? "8Gi" : "16Gi", ["pods"] = "110" },
                ["conditions"] = Conditions("Ready"),
                ["nodeInfo"] = new JsonObject { ["kubeletVersion"] = "v1.36.4+k3s1" },
            },
        });

    void Add(RecordedObject each)
    {
        var body = (JsonObject)JsonSerializer.SerializeToNode(each.Body)!;
        body["metadata"]!["creationTimestamp"] = Before;
        var replicas = (int?)each.Body.Number("spec", "replicas") ?? (int?)each.Body.Number("spec", "instances") ?? 1;
        body["status"] = each.Kind switch
        {
            "Deployment" or "StatefulSet" => new JsonObject { ["replicas"] = replicas, ["readyReplicas"] = replicas, ["updatedReplicas"] = replicas },
            "DaemonSet" => new JsonObject
            {
                ["desiredNumberScheduled"] = 6,
                ["currentNumberScheduled"] = 6,
                ["numberReady"] = 6,
                ["updatedNumberScheduled"] = 6
            },
            "Cluster" => new JsonObject
            {
                ["phase"] = "Cluster in healthy state",
                ["readyInstances"] = replicas,
                ["conditions"] = Conditions("Ready", "ContinuousArchiving")
            },
            "PersistentVolumeClaim" => new JsonObject { ["phase"] = "Bound" },
            "Namespace" => new JsonObject { ["phase"] = "Active" },
            "BackupStorageLocation" => new JsonObject { ["phase"] = "Available" },
            "Service" when each.Body.Text("spec", "type") == "LoadBalancer" => (JsonObject)JsonNode.Parse("""{ "loadBalancer": { "ingress": [{ "ip": "192.168.70.200" }] } }""")!,
            _ => new JsonObject { ["conditions"] = Conditions("Ready", "Accepted", "AbleToScale", "ScalingActive") },
        };
        objects.Add(body);
        // What makes them in time: a backup last night.
        if (each.Kind == "ScheduledBackup")
            Add("postgresql.cnpg.io/v1", "Backup", each.Namespace, $"{each.Name}-1", new(), new()
            {
                ["spec"] = new JsonObject { ["cluster"] = new JsonObject { ["name"] = each.Body.Text("spec", "cluster", "name") } },
                ["status"] = new JsonObject { ["phase"] = "completed", ["stoppedAt"] = "2026-11-28T02:00:00Z" },
            });
        if (each.Kind == "Schedule")
            Add("velero.io/v1", "Backup", each.Namespace, $"{each.Name}-1", new() { ["labels"] = new JsonObject { ["velero.io/schedule-name"] = each.Name } },
                new() { ["status"] = new JsonObject { ["phase"] = "Completed", ["completionTimestamp"] = "2026-11-28T03:00:00Z" } });
    }

    void Add(string apiVersion, string kind, string? ns, string name, JsonObject metadata, JsonObject rest)
    {
        metadata["name"] = name;
        if (ns is not null)
            metadata["namespace"] = ns;
        metadata["creationTimestamp"] = Before;
        rest["apiVersion"] = apiVersion;
        rest["kind"] = kind;
        rest["metadata"] = metadata;
        objects.Add(rest);
    }

    void AddPods(RecordedWorkload workload, KubernetesManifests manifests)
    {
        if (workload.Kind is "Job" or "CronJob")
            return;
        var owner = manifests.Objects.FirstOrDefault(each => each.Kind == workload.Kind && each.Namespace == workload.Namespace && each.Name == workload.Name);
        var (apiVersion, kind) = owner is null ? ("apps/v1", workload.Kind) : (owner.ApiVersion, owner.Kind);
        var count = workload.Replicas ?? 6;
        if (owner is null)
            Add(apiVersion, kind, workload.Namespace, workload.Name, new(), new()
            {
                ["spec"] = new JsonObject
                {
                    ["replicas"] = count,
                    ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = Map(workload.Labels) } }
                },
                ["status"] = new JsonObject
                {
                    ["replicas"] = count,
                    ["readyReplicas"] = count,
                    ["desiredNumberScheduled"] = count,
                    ["currentNumberScheduled"] = count,
                    ["numberReady"] = count
                },
            });
        for (var index = 0; index < count; index++)
        {
            Add("v1", "Pod", workload.Namespace, $"{workload.Name}-{index}",
                new()
                {
                    ["labels"] = Map(workload.Labels),
                    ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = kind, ["name"] = workload.Name }),
                },
                new()
                {
                    ["spec"] = new JsonObject
                    {
                        ["nodeName"] = index % 6 < 3 ? $"w{index % 6 + 1}" : $"cp{index % 6 - 2}",
                        ["hostNetwork"] = workload.HostNetwork,
                        ["containers"] = new JsonArray(new JsonObject
                        {
                            ["name"] = "main",
                            ["image"] = "example",
                            ["ports"] = new JsonArray([.. workload.Ports.Select(port =>
                                new JsonObject { ["name"] = port.Name, ["containerPort"] = port.Number, ["protocol"] = port.Protocol.ToString()
                                .ToUpperInvariant() })]),
                        }),
                    },
                    ["status"] = new JsonObject
                    {
                        ["phase"] = "Running",
                        ["conditions"] = Conditions("Ready"),
                        ["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = "main", ["ready"] = true, ["restartCount"] = 0 })
                    },
                });
        }
    }

    // Routes lead to Services that charts bring; no selector: what is behind them is the chart's business.
    void AddServicesOfCharts(KubernetesManifests manifests)
    {
        var missing = from ingress in manifests.Objects
                      where ingress.Kind == "Ingress"
                      from rule in ingress.Body.Maps("spec", "rules")
                      from path in rule.Maps("http", "paths")
                      let service = path.Map("backend", "service")
                      where !objects.Any(each => Is(each, "Service", ingress.Namespace!, service.Text("name")!))
                      select (ingress.Namespace, Name: service.Text("name")!, Port: service.Map("port"));
        foreach (var (ns, name, port) in missing.DistinctBy(each => (each.Namespace, each.Name)).ToList())
            Add("v1", "Service", ns, name, new(), new()
            {
                ["spec"] = new JsonObject
                {
                    ["ports"] = new JsonArray(new JsonObject
                    {
                        ["port"] = (int?)port.Number("number") ?? 80,
                        ["name"] = port.Text("name") ?? "http"
                    })
                },
            });
    }

    void AddSlices()
    {
        foreach (var service in objects.Where(each => (string?)each["kind"] == "Service").ToList())
            Add("discovery.k8s.io/v1", "EndpointSlice", (string?)service["metadata"]!["namespace"], $"{service["metadata"]!["name"]}-1",
                new() { ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = (string?)service["metadata"]!["name"] } },
                (JsonObject)JsonNode.Parse("""{ "endpoints": [{ "addresses": ["10.42.0.9"], "conditions": { "ready": true } }] }""")!);
    }

    static JsonArray Conditions(params string[] types) => new([.. types.Select(type => new JsonObject { ["type"] = type, ["status"] = "True" })]);

    static JsonObject Map(IReadOnlyDictionary<string, string> labels) => new(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
}
