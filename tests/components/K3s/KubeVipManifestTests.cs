using Basecamp.Components.K3s.KubeVip;
using YamlDotNet.RepresentationModel;

namespace Basecamp.Components.Tests.K3s;

public sealed class KubeVipManifestTests
{
    // Read from kube-vip's parser (pkg/kubevip/config_envvar.go): an unknown name is ignored without a word.
    static readonly string[] KnownVariables =
    [
        "vip_arp", "cp_enable", "svc_enable", "address", "port", "vip_interface", "vip_subnet", "vip_nodename", "cp_namespace", "vip_leaderelection",
        "vip_leaseduration", "vip_renewdeadline", "vip_retryperiod", "lb_enable", "k8s_config_file", "prometheus_server",
    ];

    static readonly YamlDocument[] Documents = Load(KubeVipManifest.For("192.168.1.10", "eth0", 6443));

    [Fact]
    public void Is_an_account_its_rights_and_a_daemon_set() => Assert.Equal(
        ["ServiceAccount kube-vip", "ClusterRole system:kube-vip", "ClusterRoleBinding system:kube-vip", "DaemonSet kube-vip"],
        Documents.Select(document => $"{Text(document.RootNode["kind"])} {Text(document.RootNode["metadata"]["name"])}"));

    [Fact]
    public void Sets_only_variables_that_kube_vip_reads() => Assert.Equal(KnownVariables, Variables().Keys);

    [Fact]
    public void Holds_the_control_plane_address_and_leaves_services_alone()
    {
        var variables = Variables();
        Assert.Equal(
            ("192.168.1.10", "eth0", "32", "true", "false", "false"),
            (variables["address"], variables["vip_interface"], variables["vip_subnet"], variables["cp_enable"], variables["svc_enable"], variables["lb_enable"]));
    }

    [Fact]
    public void Asks_the_api_server_of_its_own_node_so_the_address_leaves_a_stopped_one()
    {
        Assert.Equal("/etc/rancher/k3s/k3s.yaml", Variables()["k8s_config_file"]);
        Assert.Equal("/etc/rancher/k3s/k3s.yaml", Text(Pod()["volumes"][0]["hostPath"]["path"]));
    }

    [Fact]
    public void Drops_every_capability_but_the_two_for_networking()
    {
        var security = Container()["securityContext"];
        Assert.Equal(["ALL"], ((YamlSequenceNode)security["capabilities"]["drop"]).Select(Text));
        Assert.Equal(["NET_ADMIN", "NET_RAW"], ((YamlSequenceNode)security["capabilities"]["add"]).Select(Text));
        Assert.Equal("false", Text(security["allowPrivilegeEscalation"]));
    }

    [Fact]
    public void An_ipv6_address_gets_the_full_prefix() =>
        Assert.Contains("value: \"128\"", KubeVipManifest.For("fd00::10", "eth0", 6443), StringComparison.Ordinal);

    static YamlNode Pod() => Documents[3].RootNode["spec"]["template"]["spec"];

    static YamlNode Container() => Pod()["containers"][0];

    static Dictionary<string, string> Variables() => ((YamlSequenceNode)Container()["env"]).ToDictionary(
        entry => Text(entry["name"]),
        entry => ((YamlMappingNode)entry).Children.TryGetValue("value", out var value) ? Text(value) : "");

    static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    static YamlDocument[] Load(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents];
    }
}
