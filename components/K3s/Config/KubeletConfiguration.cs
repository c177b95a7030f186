using System.Globalization;
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

    /// <summary>The file's text.</summary>
    public static string For(HomelabTopology topology)
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
        };
        if (topology.K3s.Hardening == HardeningProfile.Cis)
        {
            settings["streamingConnectionIdleTimeout"] = "5m";
            settings["tlsCipherSuites"] = CipherSuites;
        }
        return K3sYaml.Serialize(settings);
    }

    static string Duration(TimeSpan value) => $"{((int)value.TotalSeconds).ToString(CultureInfo.InvariantCulture)}s";
}
