using System.Text.RegularExpressions;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>The laptop cluster: its size, its ports, and settings for real machines that containers cannot have.</summary>
static partial class K3dRules
{
    public static void Check(HomelabTopology topology, Problems problems)
    {
        if (topology.Provider != MachineProvider.K3d)
            return;
        ReportUnavailable(topology, problems);
        if (topology.K3d is not { } k3d)
            return;

        var at = problems.At("k3d");
        if (k3d.Servers < 1)
            at.Add("servers", $"is {k3d.Servers}, but a cluster has at least 1 server.");
        else if (k3d.Servers % 2 == 0)
            at.Add("servers", $"{ServerCountRules.WhyEven(k3d.Servers)}.");
        if (k3d.Agents < 0)
            at.Add("agents", $"is {k3d.Agents}, but must be 0 or more.");
        if (!Ports.IsPort(k3d.ApiPort))
            at.Add("apiPort", $"is {k3d.ApiPort}, but {Ports.Rule}. The default is 6550.");
        Durations.AtLeast(TimeSpan.FromSeconds(10), k3d.Timeout, "timeout", at);
        CheckPorts(k3d, at);
    }

    static void CheckPorts(K3dSpec k3d, Problems at)
    {
        var taken = new Dictionary<string, string> { [$"{k3d.ApiPort}/tcp"] = "`k3d.apiPort`" };
        foreach (var (index, mapping) in k3d.Ports.Index())
        {
            var match = Mapping().Match(mapping);
            var (host, container) = (match.Groups["host"].Value, match.Groups["container"].Value);
            var published = $"{host}/{(match.Groups["udp"].Success ? "udp" : "tcp")}";
            if (!match.Success || !Ports.IsPort(host) || !Ports.IsPort(container))
                at.Add($"ports[{index}]", $"is {Shown.Text(mapping)}, but must be host:container, such as 8080:80 or 8053:53/udp; "
                    + $"{Ports.Rule}.");
            else if (!taken.TryAdd(published, $"`k3d.ports[{index}]`"))
                at.Add($"ports[{index}]", $"is {Shown.Text(mapping)}, but {taken[published]} already publishes host port {host}. Choose "
                    + "another.");
        }
    }

    static void ReportUnavailable(HomelabTopology topology, Problems problems)
    {
        if (topology.Restore is not null)
            problems.Add("restore", "is set, but a k3d cluster is thrown away and made anew, not restored. Remove it.");
        if (topology.K3s.Datastore is not null)
            problems.Add("k3s.datastore", "is set, but k3d clusters keep their own datastore. Remove it.");
        if (topology.K3s.AirGap)
            problems.Add("k3s.airGap", "is true, but k3d runs K3s from an image and installs nothing. Remove it, and load images with "
                + "`k3d image import`.");
        if (topology.Api.Port != new ApiSpec().Port)
            problems.Add("api.port", $"is {topology.Api.Port}, but k3d publishes the API on `k3d.apiPort`. Set that instead.");
        if (AddressPlan.Of(topology).Pods.Any(pods => pods.Range.IsIPv6))
            problems.Add("network.podCidrs", "holds an IPv6 range, but k3d's Docker network is IPv4. Remove it, or try dual-stack on "
                + "virtual machines.");
    }

    [GeneratedRegex(@"^(?<host>[0-9]{1,5}):(?<container>[0-9]{1,5})(/(?<udp>udp)|/tcp)?\z")]
    private static partial Regex Mapping();
}
