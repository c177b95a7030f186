using Basecamp.Components.Charts;
using Basecamp.Components.Clusters;
using Basecamp.Components.Workloads;
using Basecamp.Infra.Platform;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Preview;

/// <summary>What all pods of a stack ask for, against what its nodes have.</summary>
/// <param name="Pods">Pods.</param>
/// <param name="Cores">CPU they ask for.</param>
/// <param name="Bytes">Memory they ask for.</param>
/// <param name="Nodes">Nodes that run them.</param>
/// <param name="CoresOfNodes">CPU of these nodes; null when unknown, as on a laptop cluster.</param>
/// <param name="BytesOfNodes">Memory of these nodes; null when unknown.</param>
sealed record Capacity(int Pods, double Cores, double Bytes, int Nodes, double? CoresOfNodes, double? BytesOfNodes)
{
    const double Mebi = 1024 * 1024;
    const double Gibi = 1024 * Mebi;

    /// <summary>Whether more is asked for than there is: then pods stay Pending.</summary>
    public bool IsExceeded => Cores > CoresOfNodes || Bytes > BytesOfNodes;

    /// <summary>The stack's capacity; null without a platform.</summary>
    public static Capacity? Of(RecordedStack stack)
    {
        if (stack.Resources.Select(resource => resource.Resource).OfType<PlatformTier>().FirstOrDefault() is not { } platform)
            return null;
        var cluster = platform.Cluster;
        var nodes = cluster.Nodes.Length;
        var asked = stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>()
            .SelectMany(chart => chart.Workloads)
            .Where(workload => workload.Kind is not (WorkloadKind.Job or WorkloadKind.CronJob))
            .Select(workload => Scaled(
                workload.Kind == WorkloadKind.DaemonSet, workload.Replicas, workload.Requests.CpuMillis / 1000d, workload.Requests.MemoryMebibytes * Mebi, nodes))
            .Concat(PodRequests.AllOf(KubernetesManifests.From(stack)).Select(pods => Scaled(pods.IsPerNode, pods.Replicas, pods.Cores, pods.Bytes, nodes)))
            .ToList();
        return new(
            asked.Sum(each => each.Pods), asked.Sum(each => each.Cores), asked.Sum(each => each.Bytes), nodes,
            Total(cluster, node => node.Cpus), Total(cluster, node => node.MemoryMebibytes) * Mebi);
    }

    /// <summary>One line for people.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{PreviewReport.Count(Pods, "pod")} {(Pods == 1 ? "asks" : "ask")} for {Share(Cores, CoresOfNodes, 1, "cores")} and {Share(Bytes, BytesOfNodes, Gibi, "GiB")} on {PreviewReport.Count(Nodes, "node")}");

    /// <summary>The finding when <see cref="IsExceeded"/>.</summary>
    public Finding ToFinding() => new(
        "BC013", null, $"{this}: the last ones would stay Pending.",
        "Choose a smaller `profile`, switch something off, or correct `cpus` and `memoryMiB` of the nodes.");

    static (int Pods, double Cores, double Bytes) Scaled(bool perNode, int replicas, double cores, double bytes, int nodes)
    {
        var pods = perNode ? replicas * nodes : replicas;
        return (pods, pods * cores, pods * bytes);
    }

    static double? Total(ClusterFacts cluster, Func<NodeFacts, int?> of) => cluster.Nodes.All(node => of(node) is not null) ? cluster.Nodes.Sum(of) : null;

    static string Share(double asked, double? there, double unit, string name) => there is { } all
        ? FormattableString.Invariant($"{asked / unit:0.0} of {all / unit:0.#} {name} ({asked / all:P0})")
        : FormattableString.Invariant($"{asked / unit:0.0} {name}");
}
