using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology;

/// <summary>The K3s release and its settings.</summary>
public sealed record K3sSpec
{
    /// <summary>
    /// Exact release, e.g. <c>v1.36.4+k3s1</c>. A channel such as <c>stable</c> is refused: it would make every run different.
    /// </summary>
    public required string Version { get; init; }

    /// <summary>
    /// SHA-256 (hex) of the k3s binary by architecture (<c>amd64</c>, <c>arm64</c>). Default: none, the release's own
    /// <c>sha256sum-&lt;arch&gt;.txt</c> is used, which protects against corruption, not against a changed release.
    /// </summary>
    public IReadOnlyDictionary<string, string> Checksums { get; init; } = new Dictionary<string, string>();

    /// <summary>Base URL of the release files. Default: K3s' GitHub releases. Point it at a mirror for restricted networks.</summary>
    public string DownloadUrl { get; init; } = "https://github.com/k3s-io/k3s/releases/download";

    /// <summary>
    /// True: nothing is downloaded; the binary and the image archive must lie in <see cref="AirGapDirectory"/> on each machine.
    /// Default false.
    /// </summary>
    public bool AirGap { get; init; }

    /// <summary>
    /// Directory on each machine that holds <c>k3s</c> (or <c>k3s-arm64</c>) and <c>k3s-airgap-images-&lt;arch&gt;.tar.zst</c>.
    /// </summary>
    public string AirGapDirectory { get; init; } = "/opt/basecamp/airgap";

    /// <summary>Hardening profile. Default <c>cis</c>.</summary>
    public HardeningProfile Hardening { get; init; } = HardeningProfile.Cis;

    /// <summary>
    /// Encrypt Secrets in the datastore. Default true. Fixed after the first start: K3s cannot enable it later.
    /// </summary>
    public bool SecretsEncryption { get; init; } = true;

    /// <summary>State directory of K3s. Default <c>/var/lib/rancher/k3s</c>. Fixed after the first start.</summary>
    public string DataDirectory { get; init; } = "/var/lib/rancher/k3s";

    /// <summary>
    /// Server token of an existing cluster. Default: generated once and kept in the state. Set it when rebuilding: an etcd snapshot can
    /// only be restored with the token it was taken under (k3s#4640).
    /// </summary>
    public Secret? Token { get; init; }

    /// <summary>How fast a dead node is noticed and its pods move.</summary>
    public FailoverSpec Failover { get; init; } = new();

    /// <summary>Embedded etcd's timing.</summary>
    public EtcdSpec Etcd { get; init; } = new();

    /// <summary>External datastore in place of embedded etcd. Default: none. Fixed after the first start.</summary>
    public DatastoreSpec? Datastore { get; init; }

    /// <summary>
    /// Further keys of the servers' <c>config.yaml</c>, merged last, the same on every server. Names are checked against the K3s release's
    /// flags, because a server silently skips an unknown key.
    /// </summary>
    public IReadOnlyDictionary<string, object> ServerConfig { get; init; } = new Dictionary<string, object>();

    /// <summary>
    /// Further keys of the agents' <c>config.yaml</c>. An unknown key keeps an agent from starting, so names are checked.
    /// </summary>
    public IReadOnlyDictionary<string, object> AgentConfig { get; init; } = new Dictionary<string, object>();
}
