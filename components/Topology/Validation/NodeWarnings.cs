using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Machines that are not what they seem.</summary>
static partial class NodeWarnings
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        CheckDataDisks(topology, problems);
        var hostKeys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, node) in topology.Nodes.Index())
        {
            var at = problems.At($"nodes[{index}]");
            if (node.Lost)
                at.Add("lost", $"is true: {node.Name} is dropped without being reached. Remove the node from the list after the next "
                    + "`pulumi up`.");
            if (node.DataDisk is { } disk && KernelName().IsMatch(disk))
                at.Add("dataDisk", $"is {disk}, a name that can move to another disk at the next boot. Use one of /dev/disk/by-id.");
            if (node.HostKey is { } key && !hostKeys.TryAdd(KeyOf(key), node.Name))
            {
                at.Add("hostKey", $"is the same as that of {hostKeys[KeyOf(key)]}: the machines were cloned. Give each its own with "
                    + "`rm /etc/ssh/ssh_host_* && ssh-keygen -A`, and its own /etc/machine-id.");
            }
        }
    }

    // Volumes go where there is a directory for them: on the node without a disk of theirs, that is the system's.
    static void CheckDataDisks(HomelabTopology topology, Problems problems)
    {
        var workers = topology.Agents.Any() ? topology.Agents : topology.Servers;
        var (with, without) = (workers.Where(node => node.DataDisk is not null).ToList(), workers.Where(node => node.DataDisk is null).ToList());
        if (with.Count > 0 && without.Count > 0)
            problems.Add("nodes", $"give {Names(with)} a dataDisk, but not {Names(without)}: volumes there share the system's disk, and fill it. "
                + "Give each node that runs pods one, or none.");
    }

    static string Names(IEnumerable<NodeSpec> nodes) => string.Join(", ", nodes.Select(node => node.Name));

    // A comment may follow the key.
    static string KeyOf(string hostKey) => string.Join(' ', hostKey.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2));

    [GeneratedRegex(@"^/dev/(sd[a-z]+|vd[a-z]+|xvd[a-z]+|hd[a-z]+|nvme[0-9]+n[0-9]+)(p?[0-9]+)?\z")]
    private static partial Regex KernelName();
}
