using Basecamp.Components.Clusters;
using Basecamp.Components.Hosts;
using Basecamp.Components.K3s.Config;
using Basecamp.Components.K3s.KubeVip;
using Basecamp.Components.Topology;
using Pulumi;

namespace Basecamp.Components.K3s;

/// <summary>Everything that is decided about one node before a resource is registered.</summary>
public sealed record NodePlan
{
    /// <summary>The node as declared.</summary>
    public required NodeSpec Node { get; init; }

    /// <summary>The cluster it belongs to.</summary>
    public required ClusterPlan Cluster { get; init; }

    /// <summary>
    /// The server that other nodes' commands about this node run on: the next living server, so that none ever administers its own removal
    /// while there is another. The node itself only where it is the one server.
    /// </summary>
    public required NodeSpec Peer { get; init; }

    /// <summary>Join addresses of the other living servers.</summary>
    public required IReadOnlyList<string> PeerUrls { get; init; }

    /// <summary>Identity of the machine: changing it removes the old membership and joins anew.</summary>
    public string Machine => $"{Node.SshHost ?? Node.Address} generation {Node.Generation}";

    /// <summary><c>server</c> or <c>agent</c>.</summary>
    public string Role => Node.Role == NodeRole.Server ? "server" : "agent";

    /// <summary>
    /// The address whose interface flannel uses; null where there is no flannel, or a free key names the interface. The others find it themselves: the
    /// kubelet and the API server take <c>node-ip</c>, Cilium every interface with a node's address, Calico is told so by the platform.
    /// </summary>
    public string? FlannelAddress => Cluster.Topology.Network.Cni == Cni.Flannel && !ExtraConfig.ContainsKey("flannel-iface") ? Node.Address : null;

    IReadOnlyDictionary<string, object> ExtraConfig => Node.Role == NodeRole.Server ? Cluster.Topology.K3s.ServerConfig : Cluster.Topology.K3s.AgentConfig;

    /// <summary>This node's <c>config.yaml</c>. Never secret.</summary>
    public string ConfigYaml()
    {
        var own = NodeConfigPlan.For(Cluster.Topology, Node);
        return Node.Role == NodeRole.Server
            ? K3sYaml.Write(Cluster.Config, own, ExtraConfig)
            : K3sYaml.Write(own, ExtraConfig);
    }

    /// <summary>The drop-in with labels and taints.</summary>
    public string RegistrationYaml() => K3sYaml.Write(NodeConfigPlan.Registration(Cluster.Topology, Node));

    /// <summary>The files that hold nothing secret, by path.</summary>
    public IReadOnlyDictionary<string, string> PlainFiles()
    {
        var files = new OrderedDictionary<string, string>(StringComparer.Ordinal)
        {
            [K3sPaths.Config] = ConfigYaml(),
            [K3sPaths.Registration] = RegistrationYaml(),
            [K3sPaths.Kubelet] = KubeletConfiguration.For(Cluster.Topology, Node),
        };
        if (Node.Role == NodeRole.Agent)
            return files;
        if (Cluster.Topology.K3s.Hardening == HardeningProfile.Cis)
        {
            files[K3sPaths.AuditPolicy] = AuditPolicy.Text;
            files[K3sPaths.Admission] = AdmissionConfiguration.Text;
        }
        if (Cluster.KubeVipYaml is { } kubeVip)
            files[K3sPaths.Manifest(Cluster.Topology.K3s.DataDirectory, KubeVipManifest.AddOn)] = kubeVip;
        if (Cluster.Topology.Snapshots.S3?.CaCertificate is { } snapshotCa)
            files[K3sPaths.SnapshotCa] = snapshotCa;
        if (Cluster.Topology.K3s.Datastore is { } datastore)
        {
            if (datastore.CaCertificate is not null)
                files[K3sPaths.DatastoreCa] = datastore.CaCertificate;
            if (datastore.ClientCertificate is not null)
                files[K3sPaths.DatastoreCertificate] = datastore.ClientCertificate;
        }
        return files;
    }

    /// <summary>All files of the node, secret ones as secrets.</summary>
    /// <param name="agentToken">The secret that agents join with.</param>
    public IReadOnlyList<HostFile> Files(Output<string> agentToken)
    {
        var files = PlainFiles().Select(file => new HostFile(file.Key, file.Value)).ToList();
        if (RegistriesYaml.For(Cluster.Topology.Registries) is { } registries)
            files.Add(new(K3sPaths.Registries, Output.CreateSecret(registries)));
        if (Node.Role == NodeRole.Agent)
            return files;
        files.Add(new(K3sPaths.AgentToken, agentToken));
        if (Cluster.SnapshotUpload() is { } upload)
            files.Add(new(K3sPaths.SnapshotUpload, Output.CreateSecret(K3sYaml.Write(upload))));
        if (Cluster.Datastore() is { } datastore)
            files.Add(new(K3sPaths.Datastore, Output.CreateSecret(K3sYaml.Write(datastore))));
        if (Cluster.Topology.K3s.Datastore?.ClientKey is { } key)
            files.Add(new(K3sPaths.DatastoreKey, Output.CreateSecret(key.Reveal())));
        return files;
    }
}
