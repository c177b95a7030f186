using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Reachability;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Graph;

/// <summary>Who may talk to whom, as the stack's policies are enforced.</summary>
sealed class GraphTraffic
{
    static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    readonly List<GraphPlace> places = [];
    readonly List<string> notices = [];
    readonly HashSet<string> open = new(StringComparer.Ordinal);

    /// <summary>Evaluates the policies.</summary>
    /// <param name="manifests">The stack's objects.</param>
    /// <param name="cluster">The cluster; null when unknown.</param>
    /// <param name="workloads">Who talks.</param>
    /// <param name="namespaces">All namespaces that workloads are in.</param>
    public GraphTraffic(
        KubernetesManifests manifests, ClusterFacts? cluster, IReadOnlyList<RecordedWorkload> workloads, IEnumerable<string> namespaces)
    {
        var endpoints = workloads
            .Select(Endpoint (workload) =>
                new PodGroup(workload.Namespace, workload.LocalId, workload.Labels, workload.Ports, workload.HostNetwork))
            .Concat(Others(manifests, cluster, workloads))
            .ToList();
        var known = manifests.Objects.Where(manifest => manifest is { ApiVersion: "v1", Kind: "Namespace" })
            .Select(ns => ns.Name).ToHashSet();
        var isCilium = cluster is null
            ? manifests.Objects.Any(manifest => manifest.ApiVersion == "cilium.io/v2")
            : cluster.Cni == Cni.Cilium;
        try
        {
            var model = ReachabilityModel.From(manifests, endpoints, isCilium ? PolicyEngine.Cilium : PolicyEngine.Kubernetes, new()
            {
                PodCidrs = cluster?.PodCidrs,
                Namespaces = namespaces.Where(name => !known.Contains(name)).ToDictionary(name => name, _ => NoLabels),
            });
            open.UnionWith(endpoints.OfType<PodGroup>().Where(pods => !model.IsIsolated(pods).Ingress).Select(pods => pods.Id));
            Paths = [.. model.Matrix().Entries
                // Pod addresses are not routed from outside: who nothing protects is marked, and who is let in was meant.
                .Where(entry => entry.From is not ExternalAddresses || !open.Contains(entry.To.Id))
                .GroupBy(entry => (From: entry.From.Id, To: entry.To.Id))
                .OrderBy(pair => pair.Key.From, StringComparer.Ordinal).ThenBy(pair => pair.Key.To, StringComparer.Ordinal)
                .Select(pair => new GraphPath(pair.Key.From, pair.Key.To, string.Join(", ",
                    pair.OrderBy(entry => entry.Port.Number).ThenBy(entry => entry.Port.Protocol).Select(entry => entry.PortText()))))];
        }
        catch (InvalidPolicyException exception)
        {
            notices.AddRange(exception.Problems.Select(problem => $"Who may talk to whom: {problem}"));
        }
    }

    /// <summary>Allowed traffic, sorted.</summary>
    public IReadOnlyList<GraphPath> Paths { get; } = [];

    /// <summary>Who takes part and is not a workload.</summary>
    public IReadOnlyList<GraphPlace> Places => places;

    /// <summary>Workloads that no policy protects from incoming traffic.</summary>
    public IReadOnlySet<string> Open => open;

    /// <summary>Why there are no paths.</summary>
    public IReadOnlyList<string> Notices => notices;

    IEnumerable<Endpoint> Others(KubernetesManifests manifests, ClusterFacts? cluster, IReadOnlyList<RecordedWorkload> workloads)
    {
        places.Add(new("internet", "Internet", GraphPlaceKind.Outside));
        yield return ExternalAddresses.Internet([.. OutsidePorts(manifests)]);
        if (cluster is null)
        {
            if (workloads.Any(workload => workload.HostNetwork))
                yield return Nodes("nodes", "Nodes", GraphPlaceKind.Agents, ["10.0.0.0/8"], [10250]);
            yield break;
        }
        places.Add(new("kube-apiserver", "API server", GraphPlaceKind.ApiServer));
        yield return new ApiServer(cluster.ApiServerCidrs, port: cluster.ApiPort);
        foreach (var (role, name, kind) in new[]
        {
            (NodeRole.Server, "Servers", GraphPlaceKind.Servers), (NodeRole.Agent, "Agents", GraphPlaceKind.Agents),
        })
        {
            IReadOnlyList<string> addresses = [.. cluster.Nodes.Where(node => node.Role == role).SelectMany(node => node.Cidrs)];
            if (addresses.Count > 0)
                yield return Nodes(kind.ToString().ToLowerInvariant(), name, kind, addresses, [10250]);
        }
    }

    NodeGroup Nodes(string id, string name, GraphPlaceKind kind, IReadOnlyList<string> addresses, IReadOnlyList<EndpointPort> ports)
    {
        places.Add(new(id, name, kind));
        return new(id, addresses, ports);
    }

    // Of 65535 ports those are of interest that some rule speaks of.
    static IEnumerable<EndpointPort> OutsidePorts(KubernetesManifests manifests) => manifests.Objects
        .Where(manifest => manifest.Kind is "NetworkPolicy" or "CiliumNetworkPolicy" or "CiliumClusterwideNetworkPolicy")
        .SelectMany(manifest => manifest.Body.At("spec", "egress") is ImmutableArray<object> rules ? rules : [])
        .OfType<ImmutableDictionary<string, object>>()
        .Where(MayLeave)
        .SelectMany(PortsIn)
        .Append(443)
        .Distinct()
        .OrderBy(port => port.Number).ThenBy(port => port.Protocol);

    // Rules that name nothing but pods never lead outside.
    static bool MayLeave(ImmutableDictionary<string, object> rule) =>
        !rule.ContainsKey("toEndpoints")
        && (rule.GetValueOrDefault("to") is not ImmutableArray<object> { IsEmpty: false } peers
            || peers.OfType<ImmutableDictionary<string, object>>().Any(peer => peer.ContainsKey("ipBlock")));

    static IEnumerable<EndpointPort> PortsIn(object? value)
    {
        if (value is ImmutableArray<object> list)
            return list.SelectMany(PortsIn);
        if (value is not ImmutableDictionary<string, object> map)
            return [];
        var below = map.Values.SelectMany(PortsIn);
        var number = map.GetValueOrDefault("port") switch
        {
            double given => (int)given,
            string text when int.TryParse(text, out var given) => given,
            _ => 0,
        };
        return number is >= 1 and <= 65535
            ? below.Append(new EndpointPort(number, map.GetValueOrDefault("protocol") is "UDP" ? NetworkProtocol.Udp : NetworkProtocol.Tcp))
            : below;
    }
}
