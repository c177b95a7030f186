using System.Globalization;
using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;

namespace Basecamp.Components.K3s.Config;

/// <summary>Decides K3s' server configuration from a topology.</summary>
public static class ClusterConfigPlan
{
    /// <summary>The configuration all servers share.</summary>
    public static ClusterConfig For(HomelabTopology topology)
    {
        var (k3s, network) = (topology.K3s, topology.Network);
        var ownCni = network.Cni is not Cni.Flannel;
        var embedded = k3s.Datastore is null;
        var snapshots = topology.Snapshots;
        return new()
        {
            ClusterCidr = string.Join(',', network.PodCidrs),
            ServiceCidr = string.Join(',', network.ServiceCidrs),
            ClusterDns = network.ClusterDns,
            ClusterDomain = network.ClusterDomain,
            TlsSan = [.. Sans(topology.Api)],
            HttpsListenPort = topology.Api.Port == 6443 ? null : topology.Api.Port,
            FlannelBackend = ownCni ? "none" : Name(network.FlannelBackend),
            DisableNetworkPolicy = ownCni ? true : null,
            DisableKubeProxy = network.ReplacesKubeProxy ? true : null,
            Disable = [.. Disabled(topology)],
            SecretsEncryption = k3s.SecretsEncryption ? true : null,
            EmbeddedRegistry = topology.Registries.EmbeddedMirror ? true : null,
            SystemDefaultRegistry = topology.Registries.SystemDefaultRegistry,
            EtcdExposeMetrics = embedded && k3s.Etcd.ExposeMetrics ? true : null,
            EtcdArg = embedded
                ? [$"heartbeat-interval={Milliseconds(k3s.Etcd.HeartbeatInterval)}", $"election-timeout={Milliseconds(k3s.Etcd.ElectionTimeout)}"]
                : [],
            KubeApiserverArg = [.. ApiServer(k3s)],
            KubeControllerManagerArg = [.. ControllerManager(k3s)],
            KubeSchedulerArg = ["bind-address=0.0.0.0"],
            EtcdDisableSnapshots = embedded && !snapshots.Enabled ? true : null,
            EtcdSnapshotScheduleCron = embedded && snapshots.Enabled ? snapshots.Schedule : null,
            EtcdSnapshotRetention = embedded && snapshots.Enabled ? snapshots.Retention : null,
            EtcdSnapshotCompress = embedded && snapshots.Enabled && snapshots.Compress ? true : null,
            AgentTokenFile = K3sPaths.AgentToken,
        };
    }

    static IEnumerable<string> Sans(ApiSpec api) =>
        new[] { api.VirtualIp, api.DnsName }.OfType<string>().Concat(api.ExtraSans).Distinct(StringComparer.Ordinal);

    // The bundled add-ons' versions move with K3s, so what the platform tier owns is switched off here (k3s#12586).
    static IEnumerable<string> Disabled(HomelabTopology topology)
    {
        if (topology.Network.Ingress != IngressChoice.Bundled)
            yield return "traefik";
        if (topology.Network.LoadBalancer != LoadBalancerChoice.Servicelb)
            yield return "servicelb";
        // Taking the virtual IP out of the topology must also take kube-vip out of the cluster: K3s keeps an add-on whose file is gone.
        if (topology.Api.VirtualIp is null)
            yield return KubeVip.KubeVipManifest.AddOn;
    }

    static IEnumerable<string> ApiServer(K3sSpec k3s)
    {
        var toleration = Seconds(k3s.Failover.PodToleration);
        yield return $"default-not-ready-toleration-seconds={toleration}";
        yield return $"default-unreachable-toleration-seconds={toleration}";
        if (k3s.Hardening != HardeningProfile.Cis)
            yield break;
        yield return "enable-admission-plugins=NodeRestriction,EventRateLimit";
        yield return $"admission-control-config-file={K3sPaths.Admission}";
        yield return $"audit-policy-file={K3sPaths.AuditPolicy}";
        yield return $"audit-log-path={K3sPaths.AuditLog(k3s.DataDirectory)}";
        yield return "audit-log-maxage=30";
        yield return "audit-log-maxbackup=10";
        yield return "audit-log-maxsize=100";
        yield return "service-account-extend-token-expiration=false";
    }

    static IEnumerable<string> ControllerManager(K3sSpec k3s)
    {
        yield return "bind-address=0.0.0.0";
        yield return $"node-monitor-grace-period={Seconds(k3s.Failover.NodeMonitorGracePeriod)}s";
        // How often it looks. The default of 5 s adds up to a third of that grace.
        yield return "node-monitor-period=2s";
        if (k3s.Hardening == HardeningProfile.Cis)
            yield return "terminated-pod-gc-threshold=100";
    }

    static string Name(FlannelBackend backend) => backend switch
    {
        FlannelBackend.Vxlan => "vxlan",
        FlannelBackend.HostGw => "host-gw",
        FlannelBackend.WireguardNative => "wireguard-native",
        _ => throw new ArgumentOutOfRangeException(nameof(backend), backend, null),
    };

    static string Seconds(TimeSpan value) => ((int)value.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    static string Milliseconds(TimeSpan value) => ((int)value.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
