using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Basecamp.Components.Clusters;

/// <summary>
/// What the platform has to know about a cluster to decide what to install: plain values, so that they can decide which resources exist.
/// Holds no secret. The homelab tier exports it, for stacks that own the tiers above.
/// </summary>
public sealed record ClusterFacts
{
    /// <summary>Name of the cluster.</summary>
    public required string Name { get; init; }

    /// <summary>Where the machines come from.</summary>
    public required MachineProvider Provider { get; init; }

    /// <summary>Pod network.</summary>
    public required Cni Cni { get; init; }

    /// <summary>Whether Cilium replaces kube-proxy.</summary>
    public bool ReplacesKubeProxy { get; init; }

    /// <summary>Who gives LoadBalancer Services an address.</summary>
    public required LoadBalancerChoice LoadBalancer { get; init; }

    /// <summary>Addresses for LoadBalancer Services: CIDRs or ranges <c>first-last</c>.</summary>
    public ImmutableArray<string> LoadBalancerPool { get; init; } = [];

    /// <summary>Who serves Ingress and Gateway objects.</summary>
    public IngressChoice Ingress { get; init; }

    /// <summary>Pod ranges, IPv4 first.</summary>
    public required ImmutableArray<string> PodCidrs { get; init; }

    /// <summary>Service ranges, IPv4 first.</summary>
    public required ImmutableArray<string> ServiceCidrs { get; init; }

    /// <summary>DNS suffix, e.g. <c>cluster.local</c>.</summary>
    public required string Domain { get; init; }

    /// <summary>
    /// Where pods meet the API server: a CIDR for every server's address. The kubernetes Service is translated before policies look.
    /// </summary>
    public required ImmutableArray<string> ApiServerCidrs { get; init; }

    /// <summary>Port of the API server.</summary>
    public required int ApiPort { get; init; }

    /// <summary>What is known about etcd inside of the servers; null with another datastore.</summary>
    public EtcdFacts? Etcd { get; init; }

    /// <summary>K3s release, e.g. <c>v1.36.4+k3s1</c>.</summary>
    public required string K3sVersion { get; init; }

    /// <summary>Whether K3s brings its local-path volumes, whose storage class is a default one.</summary>
    public bool LocalPathIsDefault { get; init; } = true;

    /// <summary>Whether K3s brings metrics-server, which scaling by CPU and <c>kubectl top</c> ask.</summary>
    public bool MeasuresPods { get; init; } = true;

    /// <summary>Whether K3s brings CoreDNS, which every policy of the platform lets pods ask.</summary>
    public bool ResolvesNames { get; init; } = true;

    /// <summary>The machines, in declared order.</summary>
    public required ImmutableArray<NodeFacts> Nodes { get; init; }

    /// <summary>Nodes that run ordinary pods: agents, or all nodes where there is no agent.</summary>
    [JsonIgnore]
    public IEnumerable<NodeFacts> Workers => Nodes.Any(node => node.Role == NodeRole.Agent) ? Nodes.Where(node => node.Role == NodeRole.Agent) : Nodes;

    /// <summary>Taints that the stack file gives nodes, each once.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> DeclaredTaints => [.. Nodes.SelectMany(node => node.Taints.IsDefault ? [] : node.Taints).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>As the text of a stack output.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static ClusterFacts FromJson(string json) =>
        JsonSerializer.Deserialize<ClusterFacts>(json, Json) ?? throw new JsonException("The cluster's facts are empty.");
}

/// <summary>One machine.</summary>
/// <param name="Name">Node name.</param>
/// <param name="Role">Server or agent.</param>
/// <param name="Cpus">Cores; null when unknown.</param>
/// <param name="MemoryMebibytes">Memory in MiB; null when unknown.</param>
/// <param name="Cidrs">Its addresses as CIDRs; empty when unknown.</param>
public sealed record NodeFacts(string Name, NodeRole Role, int? Cpus, int? MemoryMebibytes, ImmutableArray<string> Cidrs)
{
    /// <summary>Taints that the stack file gives it, <c>key=value:Effect</c> or <c>key:Effect</c>. Default none: those it has by its role alone do not count.</summary>
    public ImmutableArray<string> Taints { get; init; } = [];

    /// <summary>Labels that the stack file gives it; null for none. Default null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? Labels { get; init; }

    /// <summary>Whether the stack file keeps a server open for ordinary pods, although there are agents. Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOpenServer { get; init; }

    /// <summary>Whether it has a disk for volumes alone. Default false.</summary>
    public bool HasDataDisk { get; init; }
}

/// <summary>etcd inside of the servers.</summary>
/// <param name="Metrics">Whether its metrics can be read on the servers' addresses.</param>
/// <param name="Snapshots">Whether snapshots are taken on a schedule.</param>
/// <param name="OffSite">Whether snapshots are copied to S3.</param>
public sealed record EtcdFacts(bool Metrics, bool Snapshots, bool OffSite);
