using Basecamp.Manifests.Addresses;

namespace Basecamp.Components.Topology.Validation;

/// <summary>A setting that cannot be changed on a running cluster.</summary>
/// <param name="Path">The setting, e.g. <c>network.podCidrs</c>.</param>
/// <param name="Why">Why it cannot change, with the source.</param>
/// <param name="Value">Its value after defaults, as text that is equal when the choice is.</param>
public sealed record FixedSetting(string Path, string Why, Func<HomelabTopology, string> Value)
{
    /// <summary>Every such choice, in the order of a stack file.</summary>
    public static IReadOnlyList<FixedSetting> All { get; } =
    [
        new("provider", "other machines are another cluster",
            topology => Configuration.ConfigurationNames.Of(topology.Provider)),
        new("k3s.secretsEncryption", "K3s cannot switch it on for an existing datastore",
            topology => topology.K3s.SecretsEncryption ? "true" : "false"),
        new("k3s.dataDirectory", "K3s would start empty in the new one",
            topology => topology.K3s.DataDirectory),
        new("k3s.datastore", "K3s does not move data between datastores",
            topology => topology.K3s.Datastore is null ? "embedded etcd" : "an external datastore"),
        new("network.cni", "pods keep the network that they were started in, and cannot reach pods in another. To move nevertheless, each node has to be "
            + "drained, rid of the old network's interfaces and rules, and rebooted, while nothing works across nodes",
            topology => Configuration.ConfigurationNames.Of(topology.Network.Cni)),
        new("network.kubeProxyReplacement", "connections to Services that kube-proxy has made stay in the rules of nodes until each is rebooted",
            topology => topology.Network.ReplacesKubeProxy ? "true" : "false"),
        new("network.podCidrs", "nodes keep the ranges they were given, and dual-stack cannot be added (k3s#5514)",
            topology => Canonical(topology.Network.PodCidrs)),
        new("network.serviceCidrs", "Services keep their addresses (k3s#5514)",
            topology => Canonical(topology.Network.ServiceCidrs)),
        new("network.clusterDns", "running pods have the old address in their resolv.conf",
            topology => topology.Network.ClusterDns ?? DefaultDns(topology)),
        new("network.clusterDomain", "it is in certificates, in running pods, and in the settings of applications",
            topology => topology.Network.ClusterDomain),
        new("api.port", "joined nodes keep the old port of every server",
            topology => topology.Api.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    static string DefaultDns(HomelabTopology topology) =>
        AddressPlan.Of(topology).Services is [var services, ..] ? services.Range.AddressAt(10).ToString() : "";

    // fd42::/56 and FD42:0::/56 are one range.
    static string Canonical(IReadOnlyList<string> cidrs) =>
        string.Join(", ", cidrs.Select(cidr => AddressRange.TryParseCidr(cidr, out var range, out _) ? range.ToString() : cidr));
}
