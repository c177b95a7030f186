using System.Globalization;
using Basecamp.Components.Clusters;
using Basecamp.Components.Topology;

namespace Basecamp.Components.K3s.Config;

/// <summary>The kubelet's configuration file.</summary>
public static class KubeletConfiguration
{
    // The AEAD suites of the K3s CIS guide.
    static readonly string[] CipherSuites =
    [
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305",
    ];

    // What K3s needs beside the pods: on a server with the API server and etcd, on an agent with kubelet and containerd only.
    const int ServerMebibytes = 768;
    const int AgentMebibytes = 256;

    // sshd, journald, the kernel's own.
    const int SystemMebibytes = 256;

    // Below this much free memory the kubelet evicts pods.
    const int EvictionMebibytes = 100;

    /// <summary>Memory of a machine that its pods cannot ask for, in MiB: for K3s, for the system, and what the kubelet keeps free.</summary>
    /// <param name="role">Server or agent.</param>
    /// <param name="memoryMebibytes">Memory of the machine, in MiB.</param>
    public static int ReservedMebibytes(NodeRole role, int memoryMebibytes) =>
        Math.Min(Needed(role), memoryMebibytes / 4) + Math.Min(SystemMebibytes, memoryMebibytes / 4) + EvictionMebibytes;

    /// <summary>The file's text of one node.</summary>
    public static string For(HomelabTopology topology, NodeSpec node)
    {
        var settings = new OrderedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["apiVersion"] = "kubelet.config.k8s.io/v1beta1",
            ["kind"] = "KubeletConfiguration",
            ["nodeStatusUpdateFrequency"] = Duration(topology.K3s.Failover.NodeStatusUpdateFrequency),
            ["shutdownGracePeriod"] = Duration(topology.Host.ShutdownGracePeriod),
            ["shutdownGracePeriodCriticalPods"] = Duration(topology.Host.ShutdownGracePeriodCriticalPods),
            // A node that comes back pulls its images side by side, three at a time, instead of one after another.
            ["serializeImagePulls"] = false,
            ["maxParallelImagePulls"] = 3,
            ["imageMaximumGCAge"] = "168h",
            // Without these, pods may ask for every byte of a machine, and the kernel ends what it likes, K3s included. Never more than a
            // quarter of a small machine.
            ["kubeReserved"] = Memory(node, Needed(node.Role)),
            ["systemReserved"] = Memory(node, SystemMebibytes),
            // K3s' own list names disks only, and a list that names anything takes the kubelet's default for memory away.
            ["evictionHard"] = new OrderedDictionary<string, object>(StringComparer.Ordinal)
            {
                ["memory.available"] = $"{EvictionMebibytes.ToString(CultureInfo.InvariantCulture)}Mi",
                ["nodefs.available"] = "5%",
                ["nodefs.inodesFree"] = "5%",
                ["imagefs.available"] = "5%",
            },
        };
        if (topology.K3s.Hardening == HardeningProfile.Cis)
        {
            settings["streamingConnectionIdleTimeout"] = "5m";
            settings["tlsCipherSuites"] = CipherSuites;
        }
        return K3sYaml.Serialize(settings);
    }

    static int Needed(NodeRole role) => role == NodeRole.Server ? ServerMebibytes : AgentMebibytes;

    static OrderedDictionary<string, object> Memory(NodeSpec node, int mebibytes) => new(StringComparer.Ordinal)
    {
        ["memory"] = $"{Math.Min(mebibytes, node.MemoryMiB / 4).ToString(CultureInfo.InvariantCulture)}Mi",
    };

    static string Duration(TimeSpan value) => $"{((int)value.TotalSeconds).ToString(CultureInfo.InvariantCulture)}s";
}
