using System.Collections.Frozen;
using Basecamp.Components.Charts;
using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Workloads;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>Taints of the stack file keep ordinary pods away, and not what every machine needs.</summary>
public sealed class TaintedNodesTests
{
    // The chart's own list tolerates everything: seen in what Helm renders.
    const string OfChart = "(chart)";

    // Where each chart takes the tolerations of the pods that run on every machine.
    static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["alloy/alloy"] = "controller.tolerations",
        ["cilium/cilium"] = OfChart,
        ["cilium/cilium-envoy"] = OfChart,
        ["kube-prometheus-stack/kube-prometheus-stack-prometheus-node-exporter"] = "prometheus-node-exporter.tolerations",
        ["kured/kured"] = "tolerations",
        ["longhorn/longhorn-manager"] = "longhornManager.tolerations",
        ["metallb/metallb-speaker"] = "speaker.tolerations",
        ["tigera-operator/calico-node"] = OfChart,
        ["velero/node-agent"] = "nodeAgent.tolerations",
    }.ToFrozenDictionary();

    static ClusterFacts Tainted(ClusterFacts cluster) => cluster with
    {
        Nodes = [.. cluster.Nodes.Select(node => node.Name == "w1" ? node with { Taints = ["dedicated=db:NoSchedule", "gpu:NoExecute"] } : node)],
    };

    static readonly ClusterFacts Calico = PlatformRun.Ha with { Cni = Cni.Calico, ReplacesKubeProxy = false, LoadBalancer = LoadBalancerChoice.Metallb };

    [Fact]
    public async Task What_runs_on_every_machine_tolerates_them()
    {
        var wrong = new List<string>();
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var cluster in (ClusterFacts[])[PlatformRun.Ha, Calico])
        {
            foreach (var chart in Charts(await Run(Tainted(cluster))))
                foreach (var workload in chart.Workloads.Where(workload => workload.Kind == WorkloadKind.DaemonSet))
                {
                    var name = $"{chart.Install.Chart.Name}/{workload.Name}";
                    seen.Add(name);
                    if (!Paths.TryGetValue(name, out var path) || (path != OfChart && !Tolerates(At(chart, path))))
                        wrong.Add(name);
                }
        }
        Assert.Equal("", string.Join('\n', wrong));
        Assert.Equal(Paths.Keys.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task Pods_that_Longhorn_starts_itself_tolerate_them_too()
    {
        var longhorn = Charts(await Run(Tainted(PlatformRun.Ha))).Single(chart => chart.Install.Chart.Name == "longhorn");
        Assert.True(Tolerates(At(longhorn, "longhornDriver.tolerations")));
        Assert.Equal("dedicated=db:NoSchedule;gpu:NoExecute", At(longhorn, "defaultSettings.taintToleration"));
    }

    [Fact]
    public async Task Jobs_that_upgrade_nodes_tolerate_them()
    {
        var plans = KubernetesManifests.From(await Run(Tainted(PlatformRun.Ha))).Objects.Where(each => each.Kind == "Plan").ToList();
        Assert.Equal(2, plans.Count);
        Assert.All(plans, plan => Assert.Contains("key: gpu", plan.ToYaml(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_node_has_one_charts_keep_their_own_tolerations()
    {
        foreach (var chart in Charts(await Run(PlatformRun.Ha)).Where(chart => chart.Install.Chart.Name is "longhorn" or "velero"))
            Assert.All((string[])["longhornManager.tolerations", "longhornDriver.tolerations", "defaultSettings.taintToleration", "nodeAgent.tolerations"],
                path => Assert.Null(At(chart, path)));
    }

    static bool Tolerates(object? tolerations)
    {
        var all = ((IEnumerable<object>?)tolerations ?? []).Cast<IReadOnlyDictionary<string, object>>().ToList();
        return all.Any(each => !each.ContainsKey("key") && Equals(each["operator"], "Exists"))
            || (all.Any(each => Is(each, ("key", "dedicated"), ("operator", "Equal"), ("value", "db"), ("effect", "NoSchedule")))
                && all.Any(each => Is(each, ("key", "gpu"), ("operator", "Exists"), ("effect", "NoExecute"))));
    }

    static bool Is(IReadOnlyDictionary<string, object> toleration, params (string Key, string Value)[] entries) =>
        toleration.Count == entries.Length && entries.All(entry => Equals(toleration.GetValueOrDefault(entry.Key), entry.Value));

    static object? At(HelmChart chart, string path) => path.Split('.').Aggregate(
        (object?)chart.Install.Values.ToMap(), (value, key) => (value as Dictionary<string, object>)?.GetValueOrDefault(key));

    static IEnumerable<HelmChart> Charts(RecordedStack stack) => stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>();

    static Task<RecordedStack> Run(ClusterFacts cluster) => PlatformRun.OfTier(
        cluster.Cni == Cni.Cilium ? Everything.Settings : Everything.Settings with { Cilium = null }, DeliveryEngine.Pulumi, cluster);
}
