using Basecamp.Components.Configuration;
using Basecamp.Manifests.Addresses;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Pods, Services, nodes, the load balancers' pool and the virtual IP share no address: packets go to only one of them.</summary>
static class AddressPlanRules
{
    // VirtualBox' own NAT network is on every machine's first interface.
    static readonly AddressRange VirtualboxNat = AddressRange.Known("10.0.2.0/24");

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var plan = AddressPlan.Of(topology);
        ClaimedRange[] cluster = [.. plan.Pods, .. plan.Services];
        ReportOverlaps(cluster, problems);
        foreach (var claimed in plan.Pool)
            ReportFirstOverlap(claimed, [.. cluster, .. plan.Nodes], problems);
        ReportOverlaps(plan.Pool, problems);
        foreach (var claimed in plan.Nodes)
            ReportFirstOverlap(claimed, cluster, problems);
        if (plan.VirtualIp is { } virtualIp)
            ReportFirstOverlap(virtualIp, [.. cluster, .. plan.Pool, .. plan.Nodes], problems);

        ReportReserved([.. cluster, .. plan.Pool], topology, problems);
    }

    static void ReportOverlaps(IReadOnlyList<ClaimedRange> ranges, Problems problems)
    {
        foreach (var (index, claimed) in ranges.Index())
            ReportFirstOverlap(claimed, ranges.Take(index), problems);
    }

    static void ReportFirstOverlap(ClaimedRange claimed, IEnumerable<ClaimedRange> others, Problems problems)
    {
        if (others.FirstOrDefault(other => other.Range.Overlaps(claimed.Range)) is { } other)
        {
            problems.Add(claimed.Path, $"is {claimed.Range}, which overlaps {other}. Pods, Services, nodes, the load balancers' pool and "
                + "the virtual IP "
                + "must not share an address: move one of them.");
        }
    }

    static void ReportReserved(IEnumerable<ClaimedRange> ranges, HomelabTopology topology, Problems problems)
    {
        var usesVirtualbox = topology.Vagrant is { Hypervisor: VagrantHypervisor.Virtualbox };
        foreach (var claimed in ranges)
        {
            if (AddressRange.Reserved.FirstOrDefault(reserved => reserved.Range.Overlaps(claimed.Range)) is { Range: not null } hit)
                problems.Add(claimed.Path, $"is {claimed.Range}, which overlaps {hit.Range}, the {hit.Use} range. Choose private "
                    + "addresses.");
            else if (usesVirtualbox && VirtualboxNat.Overlaps(claimed.Range))
                problems.Add(claimed.Path, $"is {claimed.Range}, which overlaps {VirtualboxNat}, the NAT network of VirtualBox. Choose "
                    + "another range.");
        }
    }
}
