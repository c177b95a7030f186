using System.Globalization;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Network;

/// <summary>What a stack file says about who may talk to whom: that it selects somebody, on ports that exist.</summary>
static class PeerRules
{
    // Names of policies start with it.
    const int LongestName = 40;

    public static void CheckEgress(EgressSpec egress, Problems at)
    {
        foreach (var (index, target) in egress.Pods.Index())
        {
            CheckNamespace(target.Namespace, at.At($"pods[{Number(index)}]"));
            CheckPorts(target.Ports, at.At($"pods[{Number(index)}]"), "ports");
        }
        if (egress.Internet.Count > 0)
            CheckPorts(egress.Internet, at, "internet");
        foreach (var (index, network) in egress.Networks.Index())
        {
            var entry = at.At($"networks[{Number(index)}]");
            if (!DnsNames.IsLabel(network.Name, LongestName))
                entry.Add("name", $"is {Shown.Text(network.Name)}, but it becomes part of a policy's name: {DnsNames.LabelRule}, at most {LongestName} characters.");
            if (network.Cidrs.Count == 0)
                entry.Add("cidrs", "is empty. List the servers' addresses, e.g. `192.168.1.5/32`.");
            CidrRules.Check(network.Cidrs, entry.At("cidrs"));
            CheckPorts(network.Ports, entry, "ports");
        }
    }

    public static void CheckNamespace(string ns, Problems at)
    {
        if (!DnsNames.IsLabel(ns))
            at.Add("namespace", $"is {Shown.Text(ns)}, but a namespace is a DNS label: {DnsNames.LabelRule}.");
    }

    public static void CheckPorts(IReadOnlyList<int> ports, Problems at, string name)
    {
        if (ports.Count == 0)
            at.Add(name, "is empty, which would allow no connection. List the ports, or remove the entry.");
        foreach (var port in ports.Where(port => !Ports.IsPort(port)))
            at.Add(name, $"lists {Number(port)}, but {Ports.Rule}.");
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
