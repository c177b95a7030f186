using System.Globalization;
using Basecamp.Cli.Charts;
using Basecamp.Cli.Offline;
using Basecamp.Components.Calico;
using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;
using Basecamp.Infra.Homelab;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Reachability;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Graph;

/// <summary>Reads what a picture shows out of a recorded stack.</summary>
sealed class GraphReader
{
    // K3s itself installs it; every namespace's policies name it.
    static readonly RecordedWorkload CoreDns = new(
        "kube-system", "coredns", "Deployment", 1, new Dictionary<string, string> { ["k8s-app"] = "kube-dns" },
        [new(53, NetworkProtocol.Udp, "dns"), new(53, NetworkProtocol.Tcp, "dns-tcp"), new(9153, NetworkProtocol.Tcp, "metrics")],
        HostNetwork: false);

    readonly RecordedStack stack;
    readonly HomelabTopology? topology;
    readonly KubernetesManifests manifests;
    readonly IReadOnlyList<RenderedChart> charts;
    readonly GraphServices services;
    readonly ClusterFacts? facts;
    readonly List<string> notices = [];

    GraphReader(RecordedStack stack, HomelabTopology? topology, IReadOnlyList<RenderedChart> charts)
    {
        this.stack = stack;
        this.topology = topology;
        this.charts = charts;
        manifests = KubernetesManifests.From(stack).With(charts.SelectMany(chart => chart.Recorded));
        services = new(manifests);
        facts = stack.Outputs.TryGetValue("clusterFacts", out var output) && output.Value is string json ? ClusterFacts.FromJson(json)
            : topology is null ? null : HomelabExports.FactsOf(topology);
    }

    /// <summary>Reads a stack.</summary>
    /// <param name="stack">A complete recording.</param>
    /// <param name="topology">The machines that the stack's config describes; null when it describes none.</param>
    /// <param name="charts">Its charts as they render. Default none: what components declare of their charts is drawn.</param>
    public static GraphModel Read(RecordedStack stack, HomelabTopology? topology, IReadOnlyList<RenderedChart>? charts = null) =>
        new GraphReader(stack, topology, charts ?? []).Read();

    GraphModel Read()
    {
        var workloads = RecordedWorkloads.Of(stack, manifests, charts).ConvertAll(services.WithPorts);
        if (facts is not null && !workloads.Any(workload => workload is { Namespace: "kube-system", Name: "coredns" }))
            workloads.Add(CoreDns);
        var tiers = Tiers(workloads);
        var traffic = new GraphTraffic(manifests, facts, workloads, tiers.Keys);
        notices.AddRange(traffic.Notices);
        if (facts is null)
            notices.Add("Machines and cluster: another stack owns them.");
        var looked = charts.Select(chart => chart.Chart.Resource).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var unseen = from chart in manifests.Charts
                     where !looked.Contains(chart.Resource) && !(chart.Resource.Parent is { } component && looked.Contains(component))
                     where !workloads.Exists(workload => workload.Namespace == chart.Namespace)
                     select chart;
        foreach (var chart in unseen)
            notices.Add($"What the chart {chart.Chart} starts in {chart.Namespace}: it does not say.");
        return new(
            stack.StackName,
            facts is null ? null : Cluster(facts),
            [.. tiers.Select(tier => new GraphNamespace(tier.Key, IsEntrance(tier.Key, tiers, workloads, traffic) ? GraphTier.Entrance : tier.Value,
                [.. workloads.Where(workload => workload.Namespace == tier.Key).OrderBy(workload => workload.Name, StringComparer.Ordinal)
                    .Select(workload => Shown(workload, traffic.Open.Contains(workload.Id)))]))],
            traffic.Places,
            traffic.Paths,
            notices,
            [.. workloads.OrderBy(workload => workload.Id, StringComparer.Ordinal).Select(Undeclared).OfType<string>()]);
    }

    static string? Undeclared(RecordedWorkload workload) => workload switch
    {
        { Origin: WorkloadOrigin.OnlyRendered, Hook: { } hook } => $"{workload.Kind} {workload.Id} (hook: {hook})",
        { Origin: WorkloadOrigin.OnlyRendered } => $"{workload.Kind} {workload.Id}",
        { UndeclaredPorts: { Count: > 0 } ports } => $"{workload.Kind} {workload.Id} on {string.Join(", ", ports.Select(Shown))}",
        _ => null,
    };

    static string Shown(EndpointPort port) => port.Name is { Length: > 0 } name ? $"{port} {name}" : port.ToString();

    // A controller that people outside reach, and that reaches apps: what it is called does not matter.
    static bool IsEntrance(string ns, IReadOnlyDictionary<string, GraphTier> tiers, IReadOnlyList<RecordedWorkload> workloads, GraphTraffic traffic)
    {
        if (tiers[ns] != GraphTier.System)
            return false;
        var own = workloads.Where(workload => workload.Namespace == ns).Select(workload => workload.Id).ToHashSet(StringComparer.Ordinal);
        var apps = workloads.Where(workload => tiers[workload.Namespace] is GraphTier.Apps).Select(workload => workload.Id).ToHashSet(StringComparer.Ordinal);
        var outside = traffic.Places.Where(place => place.Kind == GraphPlaceKind.Outside).Select(place => place.Id).ToHashSet(StringComparer.Ordinal);
        return traffic.Paths.Any(path => outside.Contains(path.From) && own.Contains(path.To))
            && traffic.Paths.Any(path => own.Contains(path.From) && apps.Contains(path.To));
    }

    GraphWorkload Shown(RecordedWorkload workload, bool isOpen) => new(
        workload.Id,
        workload.Name,
        workload.Kind,
        workload.Replicas,
        [.. workload.Ports.Select(Shown)],
        workload.HostNetwork,
        isOpen,
        workload.Origin,
        services.LinesOf(workload));

    SortedDictionary<string, GraphTier> Tiers(IReadOnlyList<RecordedWorkload> workloads)
    {
        var tiers = new SortedDictionary<string, GraphTier>(StringComparer.Ordinal);
        foreach (var ns in manifests.Objects.Where(manifest => manifest is { ApiVersion: "v1", Kind: "Namespace" }))
        {
            tiers[ns.Name] = IsOfTheCluster(ns.Name) ? GraphTier.Kubernetes : ns.Body.Text("metadata", "labels", "basecamp.io/tier") switch
            {
                "app" => GraphTier.Apps,
                "core" => GraphTier.Core,
                "system" => GraphTier.System,
                _ => Tier.Of(ns.Resource) == "apps" ? GraphTier.Apps : GraphTier.System,
            };
        }
        foreach (var name in workloads.Select(workload => workload.Namespace))
            tiers.TryAdd(name, IsOfTheCluster(name) ? GraphTier.Kubernetes : GraphTier.Apps);
        return tiers;
    }

    // The pod network is part of the cluster, whichever it is; Cilium is in kube-system. Calico's operator makes a namespace that no object declares.
    static bool IsOfTheCluster(string ns) =>
        ns.StartsWith("kube-", StringComparison.Ordinal) || ns is Calico.NamespaceName or Calico.OperatedNamespace;

    GraphCluster Cluster(ClusterFacts cluster)
    {
        var api = topology?.Api;
        var address = api?.VirtualIp is { } ip
            ? string.Create(CultureInfo.InvariantCulture, $"{(ip.Contains(':') ? $"[{ip}]" : ip)}:{api.Port}")
            : null;
        return new(
            cluster.Name,
            cluster.K3sVersion,
            cluster.Cni.ToString(),
            address,
            api?.DnsName,
            [.. cluster.LoadBalancerPool.Select(range => range.Replace("-", "–", StringComparison.Ordinal))],
            cluster.PodCidrs,
            [.. cluster.Nodes.OrderBy(node => node.Role == NodeRole.Server ? 0 : 1).Select(node => new GraphMachine(
                node.Name,
                node.Role == NodeRole.Server,
                node.Cidrs.Length == 0 ? null : node.Cidrs[0].Split('/')[0],
                node is { Cpus: { } cpus, MemoryMebibytes: { } memory }
                    ? string.Create(CultureInfo.InvariantCulture, $"{cpus} CPU · {Math.Round(memory / 1024.0, 1)} GiB")
                    : null))]);
    }
}
