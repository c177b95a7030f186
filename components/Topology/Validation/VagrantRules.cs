using System.Net;
using System.Text.RegularExpressions;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Virtual machines on a private network of this machine.</summary>
static partial class VagrantRules
{
    const int LeastMemoryMiB = 1024;
    const int LeastServerMemoryMiB = 2048;

    // Since 6.1.28 VirtualBox refuses other host-only addresses unless /etc/vbox/networks.conf allows them.
    static readonly AddressRange HostOnly = AddressRange.Known("192.168.56.0/21");

    public static void Check(HomelabTopology topology, Problems problems)
    {
        if (topology.Provider != MachineProvider.Vagrant)
            return;
        foreach (var (index, node) in topology.Nodes.Index())
        {
            var at = problems.At($"nodes[{index}]");
            if (IpText.TryParse(node.Address, out var address) && address.WhyNotUsable() is null)
                CheckAddress(address, topology, at);
            CheckMemory(node, at);
        }
        if (topology.Vagrant is { } vagrant)
            Check(vagrant, problems.At("vagrant"));
    }

    static void CheckAddress(IPAddress address, HomelabTopology topology, Problems at)
    {
        var lastNumber = address.GetAddressBytes()[^1];
        var network = AddressRange.Around(address, 24);
        var first = topology.Nodes.Select(node => IpText.ParseOrNull(node.Address)).FirstOrDefault(other => other?.IsIPv6() == false);
        if (!AddressRange.PrivateIPv4.Any(range => range.Contains(address)))
            at.Add("address", $"is {address}, but Vagrant's networks are private: use an address of 10.0.0.0/8, 172.16.0.0/12 or "
                + "192.168.0.0/16.");
        else if (topology.Vagrant is { Hypervisor: VagrantHypervisor.Virtualbox } && !HostOnly.Contains(address))
            at.Add("address", $"is {address}, but VirtualBox allows host-only networks only in {HostOnly} (since 6.1.28). Use an address "
                + "such as 192.168.56.10.");
        else if (lastNumber is 0 or 1 or 255)
            at.Add("address", $"is {address}, but .0 names the network, .1 is this machine, and .255 is broadcast. Use .2 to .254.");
        else if (first is not null && !network.Contains(first))
            at.Add("address", $"is {address}, but the first machine is {first}: Vagrant's private network is one /24. Use an address of "
                + $"{AddressRange.Around(first, 24)}.");
    }

    static void CheckMemory(NodeSpec node, Problems at)
    {
        var least = node.Role == NodeRole.Server ? LeastServerMemoryMiB : LeastMemoryMiB;
        if (node.MemoryMiB < least)
            at.Add("memoryMiB", $"is {node.MemoryMiB}, but {(node.Role == NodeRole.Server ? "a server" : "an agent")} needs at least "
                + $"{least} MiB to run the platform. Raise it.");
    }

    static void Check(VagrantSpec vagrant, Problems at)
    {
        if (!Box().IsMatch(vagrant.Box))
            at.Add("box", $"is {Shown.Text(vagrant.Box)}, but must be owner/name, such as debian/bookworm64.");
        if (vagrant.BoxVersion is { } version && !BoxVersion().IsMatch(version))
            at.Add("boxVersion", $"is {Shown.Text(version)}, but must be one exact version, such as 12.20250126.1, without `>=` and `~>`.");
        if (vagrant.Directory.StartsWith('/') || !AbsolutePath.IsValid($"/{vagrant.Directory}"))
            at.Add("directory", $"is {Shown.Text(vagrant.Directory)}, but must be a path below the project, without `..`, blanks and a "
                + "slash at its end, such as .vagrant-lab.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+\z")]
    private static partial Regex Box();

    [GeneratedRegex(@"^[0-9]+(\.[0-9A-Za-z-]+)*\z")]
    private static partial Regex BoxVersion();
}
