using Basecamp.Components.Configuration;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>No two nodes are the same machine.</summary>
static class DuplicateRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        Report(topology.Nodes.Select((node, index) => ($"nodes[{index}].name", node.Name)), "Node names are unique: rename one.", problems);
        Report(AddressesOf(topology.Nodes), "Every node has addresses of its own: correct one.", problems);
        ReportSshHosts(topology.Nodes, problems);
    }

    // Equal addresses are reported above; here a host that is dialled under another name, or under another node's address.
    static void ReportSshHosts(IReadOnlyList<NodeSpec> nodes, Problems problems)
    {
        var reached = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, node) in nodes.Index().Where(node => node.Item.SshHost is null))
            reached.TryAdd(Canonical(node.Address), index);
        foreach (var (index, node) in nodes.Index())
        {
            if (node.SshHost is not { } host || reached.TryAdd(Canonical(host), index))
                continue;
            var owner = reached[Canonical(host)];
            problems.Add($"nodes[{index}].sshHost", $"is {Shown.Text(host)}, under which `nodes[{owner}]` ({nodes[owner].Name}) is "
                + "reached already. Two nodes cannot be one machine: correct one.");
        }
    }

    static IEnumerable<(string Path, string Value)> AddressesOf(IReadOnlyList<NodeSpec> nodes)
    {
        foreach (var (index, node) in nodes.Index())
        {
            yield return ($"nodes[{index}].address", Canonical(node.Address));
            if (node.SecondAddress is { } second)
                yield return ($"nodes[{index}].secondAddress", Canonical(second));
        }
    }

    // fd00::1 and fd00:0::1 are one address.
    static string Canonical(string host) => IpText.TryParse(host, out var address) ? address.ToString() : host.ToLowerInvariant();

    static void Report(IEnumerable<(string Path, string Value)> claims, string rule, Problems problems)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, value) in claims)
        {
            if (!owners.TryAdd(value, path))
                problems.Add(path, $"is {Shown.Text(value)}, which `{owners[value]}` is already. {rule}");
        }
    }
}
