using System.Text.RegularExpressions;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>The address that kube-vip moves between servers. Overlaps are found by <see cref="AddressPlanRules"/>.</summary>
static partial class VirtualIpRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (api, at) = (topology.Api, problems.At("api"));
        CheckInterface(api, at);
        if (api.VirtualIp is not { } text)
            return;
        if (topology.Provider == MachineProvider.K3d)
            at.Add("virtualIp", "is set, but k3d publishes the API on 127.0.0.1 (`k3d.apiPort`). Remove it.");
        else if (!IpText.TryParse(text, out var address))
        {
            var hint = DnsNames.IsName(text) ? "a name goes into `dnsName`" : "without prefix length and port";
            at.Add("virtualIp", $"is {Shown.Text(text)}, but must be an IP address: {hint}.");
        }
        else if (address.WhyNotUsable() is { } reason)
            at.Add("virtualIp", $"is {text}, which {reason}. Give a free address of the servers' network.");
        else if (topology.Servers.Any() && topology.Servers.All(server => IsOtherFamily(server, address.IsIPv6())))
            at.Add("virtualIp", $"is {address.Family()}, but no server has an {address.Family()} address. kube-vip announces it on their "
                + "network.");
    }

    static void CheckInterface(ApiSpec api, Problems at)
    {
        if (api.VirtualIp is not null && api.VirtualIpInterface is null)
            at.Add("virtualIpInterface", "is missing, but `virtualIp` is set. Give the interface that has the servers' addresses, such "
                + "as eth0 (`ip -br addr`).");
        if (api.VirtualIp is null && api.VirtualIpInterface is not null)
            at.Add("virtualIpInterface", "is set, but there is no `virtualIp` to carry. Set both or none.");
        if (api.VirtualIpInterface is { } name && !InterfaceName().IsMatch(name))
            at.Add("virtualIpInterface", $"is {Shown.Text(name)}, but a network interface has a name of at most 15 characters, such as "
                + "eth0, enp3s0 or bond0.100.");
    }

    static bool IsOtherFamily(NodeSpec server, bool wantsIPv6) =>
        IpText.ParseOrNull(server.Address)?.IsIPv6() == !wantsIPv6 && IpText.ParseOrNull(server.SecondAddress)?.IsIPv6() != wantsIPv6;

    [GeneratedRegex(@"^[A-Za-z0-9_.:@-]{1,15}\z")]
    private static partial Regex InterfaceName();
}
