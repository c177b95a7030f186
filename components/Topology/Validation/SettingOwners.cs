using System.Collections.Frozen;

namespace Basecamp.Components.Topology.Validation;

/// <summary>
/// Keys of K3s' config.yaml that a typed setting already decides. Written a second time as a free key, they would differ between
/// servers, escape validation, or put a secret where it can be read.
/// </summary>
static class SettingOwners
{
    const string Founding = "basecamp decides from the state of the cluster which server founds it and which join";
    const string WholeServers = "every server runs the whole control plane";

    /// <summary>Who decides a key: by exact name, or by the prefix of a family of keys.</summary>
    static readonly FrozenDictionary<string, string> Exact = new Dictionary<string, string>
    {
        ["config"] = "basecamp writes /etc/rancher/k3s/config.yaml itself",
        ["cluster-init"] = Founding,
        ["server"] = Founding,
        ["token"] = "set `k3s.token`",
        ["token-file"] = "set `k3s.token`",
        ["agent-token"] = "basecamp generates it",
        ["agent-token-file"] = "basecamp generates it",
        ["cluster-reset"] = "set `restore`",
        ["cluster-reset-restore-path"] = "set `restore`",
        ["cluster-cidr"] = "set `network.podCidrs`",
        ["service-cidr"] = "set `network.serviceCidrs`",
        ["cluster-dns"] = "set `network.clusterDns`",
        ["cluster-domain"] = "set `network.clusterDomain`",
        ["flannel-backend"] = "set `network.cni` and `network.flannelBackend`",
        ["disable-network-policy"] = "`network.cni` decides it",
        ["disable-kube-proxy"] = "set `network.kubeProxyReplacement`",
        ["https-listen-port"] = "set `api.port`",
        ["supervisor-port"] = "set `api.port`",
        ["apiserver-port"] = "set `api.port`",
        ["lb-server-port"] = "Cilium and kube-vip rely on 6444",
        ["disable-apiserver-lb"] = "nodes reach the API through it when a server is down",
        ["bind-address"] = "kube-vip and the agents need the API on every address",
        ["tls-san"] = "set `api.extraSans`",
        ["data-dir"] = "set `k3s.dataDirectory`",
        ["secrets-encryption"] = "set `k3s.secretsEncryption`",
        ["protect-kernel-defaults"] = "set `k3s.hardening`",
        ["etcd-expose-metrics"] = "set `k3s.etcd.exposeMetrics`",
        ["etcd-disable-snapshots"] = "set `snapshots.enabled`",
        ["embedded-registry"] = "set `registries.embeddedMirror`",
        ["private-registry"] = "set `registries`",
        ["system-default-registry"] = "set `registries.systemDefaultRegistry`",
        ["node-name"] = "set `nodes[].name`",
        ["with-node-id"] = "nodes are known by `nodes[].name`",
        ["node-ip"] = "set `nodes[].address` and `nodes[].secondAddress`",
        ["node-label"] = "set `nodes[].labels`",
        ["node-taint"] = "set `nodes[].taints`",
        ["vpn-auth"] = "it holds a secret that everybody on the node could read; use `vpn-auth-file`",
        ["disable-etcd"] = WholeServers,
        ["disable-apiserver"] = WholeServers,
        ["disable-controller-manager"] = WholeServers,
        ["disable-scheduler"] = WholeServers,
        ["disable-agent"] = "basecamp waits for every server to register as a node",
        ["rootless"] = "basecamp prepares hosts as root",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly (string Prefix, string Owner)[] Families =
    [
        ("datastore-", "set `k3s.datastore`"),
        ("etcd-snapshot-", "set `snapshots`"),
        ("etcd-s3", "set `snapshots.s3`"),
    ];

    /// <summary>Arguments of Kubernetes' own programs that a typed setting decides.</summary>
    static readonly FrozenDictionary<string, string> Arguments = new Dictionary<string, string>
    {
        ["etcd-arg/heartbeat-interval"] = "k3s.etcd.heartbeatInterval",
        ["etcd-arg/election-timeout"] = "k3s.etcd.electionTimeout",
        ["kube-apiserver-arg/admission-control-config-file"] = "k3s.hardening",
        ["kube-apiserver-arg/audit-log-path"] = "k3s.hardening",
        ["kube-apiserver-arg/audit-policy-file"] = "k3s.hardening",
        ["kube-apiserver-arg/default-not-ready-toleration-seconds"] = "k3s.failover.podToleration",
        ["kube-apiserver-arg/default-unreachable-toleration-seconds"] = "k3s.failover.podToleration",
        ["kube-apiserver-arg/encryption-provider-config"] = "k3s.secretsEncryption",
        ["kube-apiserver-arg/secure-port"] = "api.port",
        ["kube-apiserver-arg/service-cluster-ip-range"] = "network.serviceCidrs",
        ["kube-controller-manager-arg/cluster-cidr"] = "network.podCidrs",
        ["kube-controller-manager-arg/node-monitor-grace-period"] = "k3s.failover.nodeMonitorGracePeriod",
        ["kubelet-arg/cluster-dns"] = "network.clusterDns",
        ["kubelet-arg/cluster-domain"] = "network.clusterDomain",
        ["kubelet-arg/config"] = "k3s.hardening",
        ["kubelet-arg/hostname-override"] = "nodes[].name",
        ["kubelet-arg/node-ip"] = "nodes[].address",
        ["kubelet-arg/node-labels"] = "nodes[].labels",
        ["kubelet-arg/node-status-update-frequency"] = "k3s.failover.nodeStatusUpdateFrequency",
        ["kubelet-arg/register-with-taints"] = "nodes[].taints",
        ["kubelet-arg/shutdown-grace-period"] = "host.shutdownGracePeriod",
        ["kubelet-arg/shutdown-grace-period-critical-pods"] = "host.shutdownGracePeriodCriticalPods",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Bundled components that a typed setting switches, by their name in <c>disable</c>.</summary>
    static readonly FrozenDictionary<string, string> Bundled = new Dictionary<string, string>
    {
        ["traefik"] = "network.ingress",
        ["servicelb"] = "network.loadBalancer",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every owned key, family prefixes and arguments included, for tests.</summary>
    internal static IEnumerable<(string Key, string Owner)> All =>
        [.. Exact.Select(entry => (entry.Key, entry.Value)), .. Families, .. Arguments.Select(entry => (entry.Key, $"`{entry.Value}`")),
            .. Bundled.Select(entry => ("disable", $"`{entry.Value}`"))];

    /// <summary>Who decides <paramref name="key"/>, or null when it is free.</summary>
    public static string? OfKey(string key) =>
        Exact.GetValueOrDefault(key) ?? Families.FirstOrDefault(family => key.StartsWith(family.Prefix, StringComparison.Ordinal)).Owner;

    /// <summary>The setting that decides an argument such as <c>heartbeat-interval=100</c> below <paramref name="key"/>, or null.</summary>
    public static string? OfArgument(string key, string argument) =>
        Arguments.GetValueOrDefault($"{key}/{argument.TrimStart('-').Split('=')[0]}");

    /// <summary>The setting that switches a bundled component, or null.</summary>
    public static string? OfBundled(string component) => Bundled.GetValueOrDefault(component);
}
