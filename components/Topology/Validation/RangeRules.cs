using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Pod and service ranges: syntax, families, and sizes that Kubernetes accepts.</summary>
static class RangeRules
{
    // Every node gets one of these out of the pod range: kube-controller-manager's --node-cidr-mask-size-ipv4 and -ipv6.
    const int NodePrefixIPv4 = 24;
    const int NodePrefixIPv6 = 64;

    // kube-controller-manager keeps one bit a node and refuses IPv6 ranges of more than 2^16 nodes.
    const int WidestPodsIPv6 = NodePrefixIPv6 - 16;

    // kube-apiserver allows at most 20 bits of Service addresses; the tenth address must exist, it is the cluster DNS.
    const int ServiceHostBitsMost = 20;
    const int ServiceHostBitsLeast = 4;

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var at = problems.At("network");
        var pods = Parse(topology.Network.PodCidrs, "podCidrs", at);
        var services = Parse(topology.Network.ServiceCidrs, "serviceCidrs", at);
        if (pods is null || services is null)
            return;

        if (!pods.Select(range => range.Family).SequenceEqual(services.Select(range => range.Family)))
        {
            at.Add("serviceCidrs", $"has {Families(services)}, but `podCidrs` has {Families(pods)}. Both lists hold the same families in "
                + "the same order.");
        }
        var nodes = topology.Provider == MachineProvider.K3d && topology.K3d is { } k3d ? k3d.Servers + k3d.Agents : topology.Nodes.Count;
        foreach (var (index, range) in pods.Index())
            CheckPods(range, nodes, at.At($"podCidrs[{index}]"));
        foreach (var (index, range) in services.Index())
            CheckServices(range, at.At($"serviceCidrs[{index}]"));
    }

    /// <summary>The ranges when all can be read and their families are in order, else null.</summary>
    static AddressRange[]? Parse(IReadOnlyList<string> texts, string path, Problems problems)
    {
        var ranges = new List<AddressRange>();
        foreach (var (index, text) in texts.Index())
        {
            if (AddressRange.TryParseCidr(text, out var range, out var mistake))
                ranges.Add(range);
            else
                problems.Add($"{path}[{index}]", $"is {Shown.Text(text)}, which {mistake}");
        }
        if (ranges.Count < texts.Count)
            return null;
        if (ranges.Count is 1 || ranges is [{ IsIPv6: false }, { IsIPv6: true }])
            return [.. ranges];
        problems.Add(path, ranges switch
        {
            [] => "is empty, but a cluster needs one range, or two for dual-stack. Remove the setting to take the default.",
            [{ IsIPv6: true }, { IsIPv6: false }] => "lists IPv6 first; dual-stack needs IPv4 first. Swap the two.",
            [_, _] => $"lists two {ranges[0].Family} ranges; a cluster takes one range per family. Remove one.",
            _ => $"lists {ranges.Count} ranges; a cluster takes one, or two for dual-stack (IPv4 first). Remove the others.",
        });
        return null;
    }

    static void CheckPods(AddressRange range, int nodes, Problems problems)
    {
        var nodePrefix = range.IsIPv6 ? NodePrefixIPv6 : NodePrefixIPv4;
        var spareBits = nodePrefix - range.PrefixLength!.Value;
        if (range.IsIPv6 && range.PrefixLength < WidestPodsIPv6)
            problems.Add("", $"is {range}, but Kubernetes accepts at most /{WidestPodsIPv6} for IPv6 pods. Take a part of it.");
        else if (spareBits < 0 || (spareBits < 31 && 1 << spareBits < nodes))
        {
            var room = spareBits < 0 ? 0 : 1 << spareBits;
            problems.Add("", $"is {range}, which has room for only {room} of {nodes} nodes: each takes a /{nodePrefix}. It cannot grow "
                + "later; take a /"
                + $"{(range.IsIPv6 ? 56 : 16)}.");
        }
    }

    static void CheckServices(AddressRange range, Problems problems)
    {
        var bits = range.IsIPv6 ? 128 : 32;
        var (widest, narrowest) = (bits - ServiceHostBitsMost, bits - ServiceHostBitsLeast);
        if (range.PrefixLength < widest || range.PrefixLength > narrowest)
        {
            problems.Add("", $"is {range}, but kube-apiserver takes {range.Family} service ranges from /{widest} to /{narrowest}. "
                + $"Take a /{(range.IsIPv6 ? 112 : 16)}.");
        }
    }

    static string Families(IEnumerable<AddressRange> ranges) => string.Join(" and ", ranges.Select(range => range.Family));
}
