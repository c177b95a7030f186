using Basecamp.Components.Configuration;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Topology.Validation;

/// <summary>Port and names of the API server.</summary>
static class ApiRules
{
    /// <summary>Ports that K3s, etcd and Kubernetes take on every node, with what uses them.</summary>
    static readonly Dictionary<int, string> Taken = new()
    {
        [22] = "SSH",
        [2379] = "etcd",
        [2380] = "etcd",
        [2381] = "etcd's metrics",
        [2382] = "etcd",
        [5001] = "the embedded registry mirror",
        [6444] = "K3s' load balancer for the API",
        [10010] = "containerd",
        [10248] = "the kubelet",
        [10249] = "kube-proxy",
        [10250] = "the kubelet",
        [10256] = "kube-proxy",
        [10257] = "kube-controller-manager",
        [10258] = "the cloud controller",
        [10259] = "kube-scheduler",
    };

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (api, at) = (topology.Api, problems.At("api"));
        CheckPort(api.Port, at);
        if (api.DnsName is { } name)
            CheckDnsName(name, topology.Network.ClusterDomain, at);
        foreach (var (index, san) in api.ExtraSans.Index())
        {
            if (!DnsNames.IsHost(san))
                at.Add($"extraSans[{index}]", $"is {Shown.Text(san)}, but must be an IP address or a DNS name, without wildcard, scheme "
                    + "and port.");
            else if (api.ExtraSans.Take(index).Contains(san))
                at.Add($"extraSans[{index}]", $"is {Shown.Text(san)} again. Remove one.");
        }
    }

    static void CheckPort(int port, Problems at)
    {
        if (!Ports.IsPort(port))
            at.Add("port", $"is {port}, but {Ports.Rule}. The default is 6443.");
        else if (Taken.TryGetValue(port, out var user))
            at.Add("port", $"is {port}, which {user} uses on every node. The default is 6443.");
        else if (Taken.TryGetValue(port + 1, out user) && port != 6443)
            at.Add("port", $"is {port}, but K3s also takes the next port, {port + 1}, which {user} uses. The default is 6443.");
        else if (port is >= 30000 and <= 32767)
            at.Add("port", $"is {port}, inside the range of NodePort Services (30000-32767). The default is 6443.");
    }

    static void CheckDnsName(string name, string clusterDomain, Problems at)
    {
        if (IpText.IsAddress(name))
            at.Add("dnsName", $"is {Shown.Text(name)}, an address. Give a name, or use `virtualIp` for an address that moves.");
        else if (!DnsNames.IsName(name))
            at.Add("dnsName", $"is {Shown.Text(name)}, but must be a DNS name: {DnsNames.LabelRule}, joined by dots, without scheme and "
                + "port.");
        else if (name == clusterDomain || name.EndsWith($".{clusterDomain}", StringComparison.Ordinal))
            at.Add("dnsName", $"is {Shown.Text(name)}, below the cluster's own domain {clusterDomain}, which only pods can resolve. Use "
                + "a name of your own DNS.");
    }
}
