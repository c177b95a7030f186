using Basecamp.Components.Clusters;
using Basecamp.Components.K3s.Config;
using Basecamp.Components.K3s.KubeVip;
using Basecamp.Components.Topology;

namespace Basecamp.Components.K3s;

/// <summary>What is decided once for a whole cluster. Pure: no resource is registered here.</summary>
public sealed class ClusterPlan
{
    ClusterPlan(HomelabTopology topology)
    {
        Topology = topology;
        Config = ClusterConfigPlan.For(topology);
        KubeVipYaml = topology.Api is { VirtualIp: { } virtualIp, VirtualIpInterface: { } networkInterface }
            ? KubeVipManifest.For(virtualIp, networkInterface, topology.Api.Port)
            : null;
        Servers = [.. topology.Servers];
        Agents = [.. topology.Agents];
        LivingServers = [.. Servers.Where(server => !server.Lost)];
        AllAddresses = string.Join(' ', topology.Nodes.SelectMany(Addresses));
        LivingUrls = [.. LivingServers.Select(Url)];
    }

    /// <summary>Plans the cluster of a valid topology.</summary>
    public static ClusterPlan For(HomelabTopology topology) => new(topology);

    /// <summary>The topology as declared.</summary>
    public HomelabTopology Topology { get; }

    /// <summary>The configuration that all servers share.</summary>
    public ClusterConfig Config { get; }

    /// <summary>kube-vip's manifest; null without a virtual IP.</summary>
    public string? KubeVipYaml { get; }

    /// <summary>Servers in declared order.</summary>
    public IReadOnlyList<NodeSpec> Servers { get; }

    /// <summary>Agents in declared order.</summary>
    public IReadOnlyList<NodeSpec> Agents { get; }

    /// <summary>Servers that are not lost.</summary>
    public IReadOnlyList<NodeSpec> LivingServers { get; }

    /// <summary>Addresses of all nodes, separated by spaces.</summary>
    public string AllAddresses { get; }

    IReadOnlyList<string> LivingUrls { get; }

    /// <summary>Whether etcd runs inside the servers.</summary>
    public bool EmbeddedEtcd => Topology.K3s.Datastore is null;

    /// <summary>The datastore's kind, in the scripts' words.</summary>
    public string DatastoreKind => EmbeddedEtcd ? "embedded" : "external";

    /// <summary>Changes exactly when another cluster takes this one's place.</summary>
    public string Identifier => $"{Topology.Cluster.Name}-{Topology.Cluster.Generation}";

    /// <summary>The K3s release with its <c>+</c> replaced, for names.</summary>
    public string VersionTag => Topology.K3s.Version.Replace('+', '-');

    /// <summary>The address that people, CI and the other tiers use.</summary>
    public string ApiEndpoint
    {
        get
        {
            var host = Topology.Api.DnsName ?? Topology.Api.VirtualIp ?? LivingServers[0].Address;
            return $"https://{Bracketed(host)}:{Topology.Api.Port}";
        }
    }

    /// <summary>The API address of every server: the way in when the virtual IP is gone.</summary>
    public IReadOnlyList<string> ServerUrls => [.. Servers.Select(Url)];

    /// <summary>
    /// False while pods have no network of their own: with Cilium and Calico a node only becomes Ready once the platform tier installed
    /// them, so waiting for it here would never end.
    /// </summary>
    public bool NodesBecomeReady => Topology.Network.Cni == Cni.Flannel;

    /// <summary>Plans one node.</summary>
    public NodePlan PlanOf(NodeSpec node) => new()
    {
        Node = node,
        Cluster = this,
        Peer = PeerOf(node),
        PeerUrls = node is { Role: NodeRole.Server, Lost: false } ? [.. LivingUrls.Where(url => url != Url(node))] : LivingUrls,
    };

    /// <summary>Ports that nodes open to one another, <c>port[:port]/protocol</c>.</summary>
    public IReadOnlyList<string> OpenPorts(NodeRole role)
    {
        var ports = new List<string> { "10250/tcp" };
        if (role == NodeRole.Server)
        {
            ports.Add($"{Topology.Api.Port}/tcp");
            if (EmbeddedEtcd)
                ports.Add("2379:2381/tcp");
            ports.Add("10257/tcp");
            ports.Add("10259/tcp");
        }
        ports.AddRange(Topology.Network switch
        {
            { Cni: Cni.Cilium } => ["8472/udp", "4240/tcp", "4244/tcp", "51871/udp"],
            { Cni: Cni.Calico } => ["4789/udp", "179/tcp", "5473/tcp"],
            { FlannelBackend: FlannelBackend.WireguardNative } => ["51820/udp", "51821/udp"],
            { FlannelBackend: FlannelBackend.Vxlan } => ["8472/udp"],
            _ => [],
        });
        if (!Topology.Network.ReplacesKubeProxy)
            ports.Add("10249/tcp");
        if (Topology.Registries.EmbeddedMirror)
            ports.AddRange(["5001/tcp", $"{Topology.Api.Port}/tcp"]);
        if (Topology.Network.LoadBalancer == LoadBalancerChoice.Metallb)
            ports.AddRange(["7946/tcp", "7946/udp"]);
        ports.AddRange(ScrapedPorts.OfCharts(Topology.Network.Cni, Topology.Network.LoadBalancer).Select(port => $"{port}/tcp"));
        return [.. ports.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What the nodes reach without the proxy: themselves and everything inside the cluster, besides what the user names.</summary>
    public string? NoProxy => Topology.Proxy is not { } proxy ? null : string.Join(',', new[] { "localhost", "127.0.0.0/8", "::1" }
        .Concat(Topology.Nodes.SelectMany(Addresses))
        .Concat(Topology.Network.PodCidrs)
        .Concat(Topology.Network.ServiceCidrs)
        .Concat(new[] { Topology.Api.VirtualIp, Topology.Api.DnsName }.OfType<string>())
        .Concat([".svc", $".{Topology.Network.ClusterDomain}"])
        .Concat(proxy.NoProxy)
        .Distinct(StringComparer.Ordinal));

    /// <summary>Upload of snapshots; null when they stay on the servers.</summary>
    public SnapshotUploadConfig? SnapshotUpload() => Topology.Snapshots is not { Enabled: true, S3: { } s3 } || !EmbeddedEtcd ? null : new()
    {
        EtcdS3Endpoint = s3.Endpoint,
        EtcdS3EndpointCa = s3.CaCertificate is null ? null : K3sPaths.SnapshotCa,
        EtcdS3Bucket = s3.Bucket,
        EtcdS3BucketLookupType = s3.BucketLookup == S3BucketLookup.Auto ? null : s3.BucketLookup.ToString().ToLowerInvariant(),
        EtcdS3Region = s3.Region,
        EtcdS3Folder = s3.Folder ?? Topology.Cluster.Name,
        EtcdS3Retention = s3.RetentionPerServer * Servers.Count,
        EtcdS3Insecure = s3.Insecure ? true : null,
        EtcdS3AccessKey = s3.AccessKey.Reveal(),
        EtcdS3SecretKey = s3.SecretKey.Reveal(),
    };

    /// <summary>The external datastore; null with embedded etcd.</summary>
    public DatastoreConfig? Datastore() => Topology.K3s.Datastore is not { } datastore ? null : new()
    {
        DatastoreEndpoint = datastore.Endpoint.Reveal(),
        DatastoreCafile = datastore.CaCertificate is null ? null : K3sPaths.DatastoreCa,
        DatastoreCertfile = datastore.ClientCertificate is null ? null : K3sPaths.DatastoreCertificate,
        DatastoreKeyfile = datastore.ClientKey is null ? null : K3sPaths.DatastoreKey,
    };

    NodeSpec PeerOf(NodeSpec node)
    {
        if (node.Role == NodeRole.Agent)
            return LivingServers[0];
        var index = Servers.Select((server, position) => (server, position)).First(entry => entry.server.Name == node.Name).position;
        for (var step = 1; step < Servers.Count; step++)
            if (Servers[(index + step) % Servers.Count] is { Lost: false } next)
                return next;
        return node;
    }

    string Url(NodeSpec server) => $"https://{Bracketed(server.Address)}:{Topology.Api.Port}";

    static IEnumerable<string> Addresses(NodeSpec node) => node.SecondAddress is { } second ? [node.Address, second] : [node.Address];

    static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
