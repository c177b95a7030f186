using Basecamp.Components.Clusters;

namespace Basecamp.Components.Topology;

/// <summary>One machine of the cluster.</summary>
public sealed record NodeSpec
{
    /// <summary>Host and Kubernetes node name: a DNS label, unique. Renaming a node removes it and adds another.</summary>
    public required string Name { get; init; }

    /// <summary>Address the other nodes reach it under (IPv4 or IPv6), also used for SSH. Unique.</summary>
    public required string Address { get; init; }

    /// <summary>Server (control plane and etcd) or agent. Required.</summary>
    public required NodeRole Role { get; init; }

    /// <summary>
    /// Second address of a dual-stack node (IPv6). Required on every node when the pod ranges are dual-stack (k3s#11735).
    /// </summary>
    public string? SecondAddress { get; init; }

    /// <summary>Host to dial for SSH when it differs from <see cref="Address"/>. Default: the address.</summary>
    public string? SshHost { get; init; }

    /// <summary>
    /// The machine's SSH host key as in known_hosts, without the host: <c>ssh-ed25519 AAAA…</c>. Default: none, and then the key is not
    /// verified, which preview says.
    /// </summary>
    public string? HostKey { get; init; }

    /// <summary>
    /// Kubernetes labels. Changing them touches only this node and restarts nothing. Names under kubernetes.io are refused where a kubelet
    /// may not set them.
    /// </summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Kubernetes taints, <c>key=value:Effect</c> or <c>key:Effect</c>. Default: a server is tainted NoSchedule when there are agents.
    /// </summary>
    public IReadOnlyList<string>? Taints { get; init; }

    /// <summary>
    /// Block device for persistent volumes, e.g. <c>/dev/sdb</c>; formatted ext4 only if empty, mounted at /var/lib/longhorn. Default:
    /// none.
    /// </summary>
    public string? DataDisk { get; init; }

    /// <summary>CPU cores. Used to size Vagrant machines and to check the platform's requests. Default 2.</summary>
    public int Cpus { get; init; } = 2;

    /// <summary>Memory in MiB. Used like <see cref="Cpus"/>. Default 4096.</summary>
    public int MemoryMiB { get; init; } = 4096;

    /// <summary>
    /// Counts how often the machine was reinstalled, from 1. Raise it after a reinstall or a lost disk: the node's old membership is
    /// removed and it joins the living cluster anew.
    /// </summary>
    public int Generation { get; init; } = 1;

    /// <summary>
    /// True: the machine is gone for good and cannot be reached. Its host-side resources are dropped from the state without running
    /// anything on it, and it may then be removed or replaced. Default false.
    /// </summary>
    public bool Lost { get; init; }
}
