using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Name, size, disk and SSH host of each machine.</summary>
static class NodeRules
{
    // K3s' published minimum of an agent.
    const int LeastMemoryMiB = 512;

    public static void Check(HomelabTopology topology, Problems problems)
    {
        foreach (var (index, node) in topology.Nodes.Index())
            Check(node, problems.At($"nodes[{index}]"));
    }

    static void Check(NodeSpec node, Problems at)
    {
        if (IpText.IsAddress(node.Name))
            at.Add("name", $"is {Shown.Text(node.Name)}, an address. A node's name outlives its address: give it a name such as server-1.");
        else if (!DnsNames.IsLabel(node.Name))
            at.Add("name", $"is {Shown.Text(node.Name)}, but must be at most 63 characters: {DnsNames.LabelRule}.{Better(node.Name)}");
        else if (node.Name == "localhost")
            at.Add("name", "is \"localhost\", which every machine is for itself. Give it a name such as server-1.");
        else if (node.Name == "kubernetes")
            at.Add("name", "is \"kubernetes\", the name that every cluster gives its API server. Give it a name such as server-1.");

        if (node.SshHost is { } host && !DnsNames.IsHost(host))
            at.Add("sshHost", $"is {Shown.Text(host)}, but must be a DNS name or an IP address, without user and port (`ssh.user`, "
                + "`ssh.port`).");
        if (node.HostKey is { } key && SshKeyText.WhyNoHostKey(key) is { } reason)
            at.Add("hostKey", reason);
        if (node.DataDisk is { } disk && !(disk.StartsWith("/dev/", StringComparison.Ordinal) && AbsolutePath.IsValid(disk)))
            at.Add("dataDisk", $"is {Shown.Text(disk)}, but must be a block device below /dev, such as /dev/disk/by-id/… or /dev/sdb.");
        if (node.Cpus < 1)
            at.Add("cpus", $"is {node.Cpus}, but a machine has at least one.");
        if (node.MemoryMiB < LeastMemoryMiB)
            at.Add("memoryMiB", $"is {node.MemoryMiB}, but K3s needs at least {LeastMemoryMiB}. The unit is MiB: 4 GiB are 4096.");
        if (node.Generation < 1)
            at.Add("generation", $"is {node.Generation}, but generations count from 1. Raise it by one after a reinstall.");
    }

    static string Better(string name)
    {
        // The domain of a full host name does not belong to it.
        var better = name.Split('.')[0].ToLowerInvariant().Replace('_', '-');
        return DnsNames.IsLabel(better) ? $" Write \"{better}\"." : "";
    }
}
