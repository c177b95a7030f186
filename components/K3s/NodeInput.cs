using Basecamp.Components.Clusters;
using Basecamp.Components.Hosts;
using Basecamp.Components.K3s.Config;

namespace Basecamp.Components.K3s;

/// <summary>What the node scripts read. One place, so that a script and its delete script get the same document.</summary>
static class NodeInput
{
    /// <summary>How long a node may take to become part of the cluster, image pulls on a slow line included.</summary>
    public static readonly TimeSpan ReadyTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Input of node-install and node-uninstall.</summary>
    public static HostInput Install(NodePlan plan, ClusterTokens tokens, bool found, bool start = true)
    {
        var (cluster, topology) = (plan.Cluster, plan.Cluster.Topology);
        var k3s = topology.K3s;
        var server = plan.Node.Role == NodeRole.Server;
        return HostInput.Empty
            .With("NODE_NAME", plan.Node.Name)
            .With("ROLE", plan.Role)
            .With("VERSION", k3s.Version)
            .With("DOWNLOAD_URL", k3s.DownloadUrl)
            .WithOptional("SHA256_AMD64", k3s.Checksums.GetValueOrDefault("amd64"))
            .WithOptional("SHA256_ARM64", k3s.Checksums.GetValueOrDefault("arm64"))
            .With("AIR_GAP", k3s.AirGap)
            .With("AIR_GAP_DIR", k3s.AirGapDirectory)
            .With("DATA_DIR", k3s.DataDirectory)
            .With("API_PORT", topology.Api.Port)
            .With("PEERS", plan.PeerUrls)
            .With("FOUND", found)
            .With("DATASTORE", cluster.DatastoreKind)
            .With("READY_TIMEOUT", ReadyTimeout)
            .With("START", start)
            .With("KEEP_SNAPSHOTS", true)
            .WithOptional("RESTORE_ID", topology.Restore?.Id)
            .WithOptional("FLANNEL_ADDRESS", plan.FlannelAddress)
            .WithOptional("VIRTUAL_IP", server ? topology.Api.VirtualIp : null)
            .WithOptional("VIRTUAL_IP_INTERFACE", server ? topology.Api.VirtualIpInterface : null)
            .WithOptional("PROXY_HTTP", topology.Proxy?.Http)
            .WithOptional("PROXY_HTTPS", topology.Proxy?.Https ?? topology.Proxy?.Http)
            .WithOptional("NO_PROXY", cluster.NoProxy)
            .With("TOKEN", server ? tokens.Server : tokens.Agent)
            .With(plan.Files(tokens.Agent));
    }

    /// <summary>Input of node-admit and node-forget.</summary>
    public static HostInput Admit(NodePlan plan, TimeSpan failSafe)
    {
        var (topology, node) = (plan.Cluster.Topology, plan.Node);
        return HostInput.Empty
            .With("NODE_NAME", node.Name)
            .With("NODE_ADDRESS", node.Address)
            .With("ROLE", plan.Role)
            .With("VERSION", topology.K3s.Version)
            .With("DATASTORE", plan.Cluster.DatastoreKind)
            .With("DRAIN", topology.Upgrade.Drain)
            .With("DRAIN_TIMEOUT", topology.Upgrade.DrainTimeout)
            .With("MAX_UNAVAILABLE", node.Role == NodeRole.Server ? 1 : topology.Upgrade.MaxUnavailableAgents)
            .With("FAILSAFE_SECONDS", failSafe);
    }

    /// <summary>Input of node-settle and node-drain.</summary>
    public static HostInput Settle(NodePlan plan)
    {
        var (topology, node) = (plan.Cluster.Topology, plan.Node);
        return HostInput.Empty
            .With("NODE_NAME", node.Name)
            .With("ROLE", plan.Role)
            .With("VERSION", topology.K3s.Version)
            .With("DATASTORE", plan.Cluster.DatastoreKind)
            .With("NODE_LABELS", NodeConfigPlan.Labels(node))
            .With("NODE_TAINTS", NodeConfigPlan.Taints(topology, node))
            .With("DRAIN_TIMEOUT", topology.Upgrade.DrainTimeout)
            .With("READY_TIMEOUT", ReadyTimeout)
            .With("REQUIRE_READY", plan.Cluster.NodesBecomeReady);
    }
}
