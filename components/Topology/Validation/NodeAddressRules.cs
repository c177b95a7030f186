using System.Net;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Node addresses: usable, and of the families that the pod ranges have.</summary>
static class NodeAddressRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        var pods = AddressPlan.Of(topology).Pods;
        var isDualStack = pods is [{ Range.IsIPv6: false }, { Range.IsIPv6: true }];
        // With the families in disorder RangeRules has the finding.
        var isInOrder = pods.Count == 1 || isDualStack;
        foreach (var (index, node) in topology.Nodes.Index())
        {
            var at = problems.At($"nodes[{index}]");
            var address = Usable(node.Address, "address", at);
            if (address is not null && isInOrder && pods is [var first, ..] && address.IsIPv6() != first.Range.IsIPv6)
                at.Add("address", $"is {address.Family()}, but the first pod range is {first.Range.Family} ({first.Range}). A node's "
                    + "first address is of that family.");
            if (isInOrder)
                CheckSecond(node, isDualStack, at);
        }
    }

    static void CheckSecond(NodeSpec node, bool isDualStack, Problems at)
    {
        if (node.SecondAddress is not { } text)
        {
            if (isDualStack)
                at.Add("secondAddress", "is missing, but the pod ranges are dual-stack, and then K3s needs both addresses of every node "
                    + "(k3s#11735). Add its IPv6 address.");
            return;
        }
        if (!isDualStack)
            at.Add("secondAddress", "is set, but the cluster is not dual-stack. Add an IPv6 range to `podCidrs` and `serviceCidrs`, or "
                + "remove it.");
        else if (Usable(text, "secondAddress", at) is { } second && !second.IsIPv6())
            at.Add("secondAddress", $"is {text}, but must be the node's IPv6 address; IPv4 goes into `address`.");
    }

    static IPAddress? Usable(string text, string path, Problems at)
    {
        if (!IpText.TryParse(text, out var address))
        {
            var hint = text.Contains('/', StringComparison.Ordinal) ? " Leave out the prefix length."
                : DnsNames.IsName(text) ? " Names change and need DNS before the cluster has it: give the address, and the name as "
                    + "`sshHost` if you like." : "";
            at.Add(path, $"is {Shown.Text(text)}, which is not an IP address.{hint}");
            return null;
        }
        if (address.WhyNotUsable() is not { } reason)
            return address;
        at.Add(path, $"is {text}, which {reason}. Give the address that other machines reach it under.");
        return null;
    }
}
