using System.Globalization;
using Basecamp.Components.K3s.Config;
using Basecamp.Components.Topology;

namespace Basecamp.Components.K3d;

/// <summary>k3d's configuration file for a topology.</summary>
public static class K3dConfig
{
    /// <summary>The file's text. Holds no secret: k3d makes its own token, and expands <c>$</c> in the file.</summary>
    public static string For(HomelabTopology topology)
    {
        var k3d = topology.K3d ?? throw new ArgumentException("The topology has no k3d section.", nameof(topology));
        return K3sYaml.Serialize(Map(
            ("apiVersion", "k3d.io/v1alpha5"),
            ("kind", "Simple"),
            ("metadata", Map(("name", topology.Cluster.Name))),
            ("servers", k3d.Servers),
            ("agents", k3d.Agents),
            // Without host and hostIP the kubeconfig points at 0.0.0.0 and the API is open to the network.
            ("kubeAPI", Map(("host", "127.0.0.1"), ("hostIP", "127.0.0.1"), ("hostPort", k3d.ApiPort.ToString(CultureInfo.InvariantCulture)))),
            // A + is not allowed in an image tag.
            ("image", $"rancher/k3s:{topology.K3s.Version.Replace('+', '-')}"),
            // Fixed addresses: etcd fails when containers get new ones after a restart (k3d#550).
            ("subnet", "auto"),
            ("ports", k3d.Ports.Select(port => Map(("port", port), ("nodeFilters", new[] { "loadbalancer" }))).ToArray()),
            ("options", Map(
                ("k3d", Map(("wait", true), ("timeout", $"{(int)k3d.Timeout.TotalSeconds}s"))),
                ("k3s", Map(("extraArgs", ExtraArgs(topology).ToArray()))),
                // Leaves ~/.kube/config alone; the kubeconfig is an output of the stack.
                ("kubeconfig", Map(("updateDefaultKubeconfig", false), ("switchCurrentContext", false)))))));
    }

    // Server-only flags must not reach agents: an unknown flag stops them.
    static IEnumerable<object> ExtraArgs(HomelabTopology topology)
    {
        var config = ClusterConfigPlan.For(topology) with { AgentTokenFile = "", EtcdArg = [], KubeApiserverArg = [], TlsSan = [] };
        // A single server runs on SQLite and has no snapshots unless it founds an etcd.
        yield return Argument("--cluster-init", "server:0");
        foreach (var (key, value) in K3sYaml.Values(config))
            foreach (var text in Texts(key, value))
                yield return Argument($"--{key}={text}", "server:*");
        yield return Argument("--kube-apiserver-arg=default-not-ready-toleration-seconds="
            + ((int)topology.K3s.Failover.PodToleration.TotalSeconds).ToString(CultureInfo.InvariantCulture), "server:*");
    }

    static IEnumerable<string> Texts(string key, object value) => (key, value) switch
    {
        // Files that only exist on real hosts.
        ("agent-token-file", _) or ("write-kubeconfig-mode", _) => [],
        (_, IEnumerable<string> list) => list,
        (_, bool flag) => [flag ? "true" : "false"],
        (_, IFormattable number) => [number.ToString(null, CultureInfo.InvariantCulture)],
        _ => [(string)value],
    };

    static OrderedDictionary<string, object> Argument(string argument, string nodes) => Map(("arg", argument), ("nodeFilters", new[] { nodes }));

    static OrderedDictionary<string, object> Map(params IEnumerable<(string Key, object Value)> entries)
    {
        var map = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
            map[key] = value;
        return map;
    }
}
