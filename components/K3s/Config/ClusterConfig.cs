namespace Basecamp.Components.K3s.Config;

/// <summary>
/// The part of <c>config.yaml</c> that is the same on every server. There is one such object in a cluster, so servers cannot differ in
/// values that K3s only compares while a server joins.
/// </summary>
public sealed record ClusterConfig
{
    /// <summary>Pod ranges, separated by commas. Fixed after the first start.</summary>
    [K3sKey("cluster-cidr")] public required string ClusterCidr { get; init; }

    /// <summary>Service ranges, separated by commas. Fixed after the first start.</summary>
    [K3sKey("service-cidr")] public required string ServiceCidr { get; init; }

    /// <summary>Address of the cluster DNS. Null: the tenth of the service range.</summary>
    [K3sKey("cluster-dns")] public string? ClusterDns { get; init; }

    /// <summary>DNS suffix.</summary>
    [K3sKey("cluster-domain")] public required string ClusterDomain { get; init; }

    /// <summary>Names in every server's certificate besides its own addresses, which K3s adds.</summary>
    [K3sKey("tls-san")] public IReadOnlyList<string> TlsSan { get; init; } = [];

    /// <summary>Port of the API server. Null: 6443. The loopback port 6444 that Cilium uses moves with it.</summary>
    [K3sKey("https-listen-port")] public int? HttpsListenPort { get; init; }

    /// <summary>flannel's transport, <c>none</c> with another CNI.</summary>
    [K3sKey("flannel-backend")] public required string FlannelBackend { get; init; }

    /// <summary>
    /// Switch K3s' network-policy controller off; without it a second enforcer runs beside Cilium or Calico (cilium#18373).
    /// </summary>
    [K3sKey("disable-network-policy")] public bool? DisableNetworkPolicy { get; init; }

    /// <summary>Switch kube-proxy off where Cilium replaces it.</summary>
    [K3sKey("disable-kube-proxy")] public bool? DisableKubeProxy { get; init; }

    /// <summary>Packaged add-ons that are removed.</summary>
    [K3sKey("disable")] public IReadOnlyList<string> Disable { get; init; } = [];

    /// <summary>Encrypt Secrets in the datastore. Cannot be enabled later.</summary>
    [K3sKey("secrets-encryption")] public bool? SecretsEncryption { get; init; }

    /// <summary>Nodes serve images to one another.</summary>
    [K3sKey("embedded-registry")] public bool? EmbeddedRegistry { get; init; }

    /// <summary>Registry of K3s' own images.</summary>
    [K3sKey("system-default-registry")] public string? SystemDefaultRegistry { get; init; }

    /// <summary>
    /// Serve etcd's metrics on the node address. K3s runs everything in one process, so without this and the bind addresses below
    /// kube-prometheus-stack reports a dead control plane for ever (home-ops#1566).
    /// </summary>
    [K3sKey("etcd-expose-metrics")] public bool? EtcdExposeMetrics { get; init; }

    /// <summary>etcd's flags.</summary>
    [K3sKey("etcd-arg")] public IReadOnlyList<string> EtcdArg { get; init; } = [];

    /// <summary>The API server's flags. One given here replaces K3s' default of that name.</summary>
    [K3sKey("kube-apiserver-arg")] public IReadOnlyList<string> KubeApiserverArg { get; init; } = [];

    /// <summary>The controller manager's flags.</summary>
    [K3sKey("kube-controller-manager-arg")] public IReadOnlyList<string> KubeControllerManagerArg { get; init; } = [];

    /// <summary>The scheduler's flags.</summary>
    [K3sKey("kube-scheduler-arg")] public IReadOnlyList<string> KubeSchedulerArg { get; init; } = [];

    /// <summary>No scheduled snapshots.</summary>
    [K3sKey("etcd-disable-snapshots")] public bool? EtcdDisableSnapshots { get; init; }

    /// <summary>Cron expression of the snapshots.</summary>
    [K3sKey("etcd-snapshot-schedule-cron")] public string? EtcdSnapshotScheduleCron { get; init; }

    /// <summary>Snapshots kept on each server.</summary>
    [K3sKey("etcd-snapshot-retention")] public int? EtcdSnapshotRetention { get; init; }

    /// <summary>Compress snapshots.</summary>
    [K3sKey("etcd-snapshot-compress")] public bool? EtcdSnapshotCompress { get; init; }

    /// <summary>File with the secret that agents join with; it differs from the servers' token, which opens the snapshots.</summary>
    [K3sKey("agent-token-file")] public required string AgentTokenFile { get; init; }

    /// <summary>Permissions of the admin kubeconfig. Quoted in YAML: a bare 0600 is an octal number there.</summary>
    [K3sKey("write-kubeconfig-mode")] public string WriteKubeconfigMode { get; init; } = "0600";
}
