namespace Basecamp.Components.K3s.Config;

/// <summary>The part of <c>config.yaml</c> that belongs to one node; every key is valid for servers and agents.</summary>
public sealed record NodeConfig
{
    /// <summary>State directory.</summary>
    [K3sKey("data-dir")] public string? DataDir { get; init; }

    /// <summary>File with the join secret: never the configuration itself, a command line or an environment variable.</summary>
    [K3sKey("token-file")] public required string TokenFile { get; init; }

    /// <summary>Kubernetes node name.</summary>
    [K3sKey("node-name")] public required string NodeName { get; init; }

    /// <summary>
    /// The node's own addresses. Explicit, because K3s otherwise takes the default route's address, which may be the virtual IP.
    /// </summary>
    [K3sKey("node-ip")] public required IReadOnlyList<string> NodeIp { get; init; }

    /// <summary>kubelet flags.</summary>
    [K3sKey("kubelet-arg")] public IReadOnlyList<string> KubeletArg { get; init; } = [];

    /// <summary>kube-proxy flags.</summary>
    [K3sKey("kube-proxy-arg")] public IReadOnlyList<string> KubeProxyArg { get; init; } = [];

    /// <summary>The kubelet refuses to start when kernel settings are not the hardened ones.</summary>
    [K3sKey("protect-kernel-defaults")] public bool? ProtectKernelDefaults { get; init; }

    /// <summary>Use K3s' own iptables; the host's 1.8.0–1.8.4 duplicate rules (k3s#3117).</summary>
    [K3sKey("prefer-bundled-bin")] public bool? PreferBundledBin { get; init; }

    /// <summary>SELinux support of containerd.</summary>
    [K3sKey("selinux")] public bool? Selinux { get; init; }
}
