using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Decides whether a topology makes sense as a whole, without touching a machine.</summary>
public static class TopologyValidation
{
    // In the order of the sections of a stack file, so that findings read from top to bottom.
    static readonly Action<HomelabTopology, Problems>[] Rules =
    [
        ProviderRules.Check, ClusterRules.Check,
        K3sRules.Check, TokenRules.Check, FailoverRules.Check, EtcdRules.Check, DatastoreRules.Check, ExtraConfigRules.Check,
        RangeRules.Check, AddressPlanRules.Check, ClusterDnsRules.Check, CniRules.Check, LoadBalancerRules.Check,
        ApiRules.Check, VirtualIpRules.Check,
        NodeRules.Check, NodeAddressRules.Check, DuplicateRules.Check, ServerCountRules.Check, LostNodeRules.Check,
        LabelRules.Check, TaintRules.Check,
        SshRules.Check, HostRules.Check, SnapshotRules.Check, RegistryRules.Check, ProxyRules.Check, UpgradeRules.Check,
        K3dRules.Check, VagrantRules.Check, RestoreRules.Check,
    ];

    /// <summary>Everything that is wrong with <paramref name="topology"/>; empty when it can be deployed. All rules always run.</summary>
    /// <param name="topology">What to check.</param>
    /// <param name="rootPath">Path that findings start with. Default <c>basecamp:homelab</c>.</param>
    public static IReadOnlyList<Problem> Validate(HomelabTopology topology, string rootPath = HomelabConfiguration.DefaultRootPath)
    {
        var problems = new Problems(rootPath);
        foreach (var check in Rules)
            check(topology, problems);
        return problems.All;
    }
}
