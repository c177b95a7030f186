using Basecamp.Manifests.Reachability;
using static Basecamp.Manifests.Tests.Reachability.Shop;

namespace Basecamp.Manifests.Tests.Reachability;

/// <summary>Semantics of networking.k8s.io/v1, as its API reference states them.</summary>
public class NetworkPolicyTests
{
    // A node always reaches the pods that run on it, so nodes are never quite denied.
    static readonly string[] OwnNodes = ["agents OwnNode", "kube-apiserver OwnNode", "monitoring/node-exporter OwnNode", "servers OwnNode"];

    static readonly string[] Everyone =
        ["agents", "billing/db", "internet", "kube-apiserver", "monitoring/dns", "monitoring/node-exporter", "servers", "shop/web"];

    static IEnumerable<string> Pods(IEnumerable<string> reaching) =>
        reaching.Where(id => id.Contains('/', StringComparison.Ordinal) && !id.Contains(' ', StringComparison.Ordinal));

    [Fact]
    public void Without_a_policy_everything_is_allowed()
    {
        var model = With("");

        Assert.Equal(Everyone, model.Reaching(Api, 8080));
        Assert.Equal(["no policy isolates the pods in this direction"], model.Evaluate(Web, Api, 8080).Ingress);
    }

    [Theory]
    [InlineData("podSelector: {}\ningress: []")]
    [InlineData("podSelector: {}")]
    [InlineData("ingress: []")]
    [InlineData("podSelector: {}\npolicyTypes: [Ingress]")]
    [InlineData("podSelector: {}\npolicyTypes: []")]
    public void A_policy_without_rules_denies_all_but_the_own_node(string spec)
    {
        var model = With(Policy(spec));

        Assert.Equal(OwnNodes, model.Reaching(Api, 8080));
        Assert.Equal(["isolated by NetworkPolicy shop/p; no rule allows this"], model.Evaluate(Web, Api, 8080).Ingress);
    }

    [Fact]
    public void A_policy_concerns_only_its_namespace_and_direction()
    {
        var model = With(Policy("podSelector: {}"));

        Assert.True(model.Allows(Api, Database, 5432));
        Assert.True(model.Allows(Web, Internet, 443));
        Assert.Equal(Verdict.Denied, model.Evaluate(Database, Web, 8080).Verdict);
    }

    [Fact]
    public void A_policy_concerns_only_pods_it_selects()
    {
        var model = With(Policy("podSelector: { matchLabels: { app: api } }"));

        Assert.False(model.Allows(Web, Api, 8080));
        Assert.True(model.Allows(Api, Web, 8080));
    }

    [Fact]
    public void Without_policyTypes_an_egress_section_adds_egress()
    {
        var model = With(Policy("podSelector: {}\negress: []"));

        Assert.Equal([], Pods(model.Reaching(Api, 8080)));
        Assert.Equal(
            ["agents OwnNode", "kube-apiserver OwnNode", "monitoring/node-exporter OwnNode", "servers OwnNode"], model.ReachedBy(Web, 443));
    }

    [Fact]
    public void Rules_of_a_direction_that_policyTypes_leaves_out_are_ignored()
    {
        var model = With(Policy("podSelector: {}\npolicyTypes: [Egress]\ningress:\n- from: [{ podSelector: {} }]"));

        Assert.True(model.Allows(Database, Api, 8080));
        Assert.False(model.Allows(Api, Database, 5432));
    }

    [Theory]
    [InlineData("- {}")]
    [InlineData("- from: []")]
    [InlineData("- ports: []")]
    public void An_empty_rule_allows_all(string rule) =>
        Assert.Equal(Everyone, With(Policy($"podSelector: {{}}\ningress:\n{rule}")).Reaching(Api, 8080));

    [Fact]
    public void Missing_peers_mean_everyone_on_the_ports()
    {
        var model = With(Policy("podSelector: {}\ningress:\n- ports: [{ port: 8080 }]"));

        Assert.Equal(Everyone, model.Reaching(Api, 8080));
        Assert.Equal(OwnNodes, model.Reaching(Api, 8081));
    }

    [Fact]
    public void Missing_ports_mean_all_ports_for_the_peers()
    {
        var model = With(Policy("podSelector: {}\ningress:\n- from: [{ podSelector: {} }]"));

        Assert.True(model.Allows(Web, Api, 1));
        Assert.True(model.Allows(Web, Api, 65535, NetworkProtocol.Sctp));
        Assert.False(model.Allows(Database, Api, 1));
    }

    [Fact]
    public void A_port_is_TCP_unless_it_says_otherwise()
    {
        var model = With(Policy("podSelector: {}\ningress:\n- ports: [{ port: 53 }, { port: 54, protocol: UDP }, { protocol: SCTP }]"));

        Assert.True(model.Allows(Web, Api, 53));
        Assert.False(model.Allows(Web, Api, 53, NetworkProtocol.Udp));
        Assert.True(model.Allows(Web, Api, 54, NetworkProtocol.Udp));
        Assert.False(model.Allows(Web, Api, 54));
        Assert.True(model.Allows(Web, Api, 999, NetworkProtocol.Sctp));
        Assert.False(model.Allows(Web, Api, 999));
    }

    [Theory]
    [InlineData(8079, false)]
    [InlineData(8080, true)]
    [InlineData(8085, true)]
    [InlineData(8090, true)]
    [InlineData(8091, false)]
    public void EndPort_makes_a_range_with_both_ends(int port, bool allowed) =>
        Assert.Equal(allowed, With(Policy("podSelector: {}\ningress:\n- ports: [{ port: 8080, endPort: 8090 }]")).Allows(Web, Api, port));

    [Fact]
    public void A_named_port_is_the_number_it_has_at_the_destination()
    {
        var model = With(
            Policy("podSelector: {}\ningress:\n- ports: [{ port: metrics }]")
            + Policy("podSelector: {}\npolicyTypes: [Egress]\negress:\n- ports: [{ port: metrics }]", "out", "monitoring"));

        Assert.True(model.Allows(Dns, Web, 9090));
        Assert.True(model.Allows(Dns, Api, 9091));
        Assert.False(model.Allows(Dns, Web, 9091));
        Assert.False(model.Allows(Dns, Api, 9091, NetworkProtocol.Udp));
        Assert.False(model.Allows(Dns, Servers, 9100));
    }

    [Fact]
    public void A_podSelector_alone_stays_in_the_namespace()
    {
        var model = With(Policy("podSelector: {}\ningress:\n- from: [{ podSelector: { matchLabels: { side: back } } }]"));

        Assert.Equal(["shop/api"], Pods(model.Reaching(Web, 8080)));
    }

    [Fact]
    public void A_namespaceSelector_alone_means_all_pods_there()
    {
        var model = With(Policy("podSelector: {}\ningress:\n- from: [{ namespaceSelector: { matchLabels: { tier: apps } } }]"));

        Assert.Equal(["billing/db", "shop/web"], Pods(model.Reaching(Api, 8080)));
    }

    [Fact]
    public void An_empty_namespaceSelector_means_pods_everywhere_and_no_one_else()
    {
        var model = With(Policy("podSelector: {}\ningress:\n- from: [{ namespaceSelector: {} }]"));

        Assert.Equal(["billing/db", "monitoring/dns", "shop/web"], Pods(model.Reaching(Api, 8080)));
        Assert.Equal(Verdict.Denied, model.Evaluate(Internet, Api, 8080).Verdict);
    }

    [Fact]
    public void Both_selectors_in_one_item_must_match()
    {
        const string both =
            "podSelector: {}\ningress:\n- from: [{ namespaceSelector: { matchLabels: { tier: apps } }, podSelector: { matchLabels: { side: back } } }]";

        Assert.Equal(["billing/db", "shop/api"], Pods(With(Policy(both)).Reaching(Web, 8080)));
    }

    [Fact]
    public void Selectors_in_two_items_are_alternatives()
    {
        const string either =
            "podSelector: {}\ningress:\n- from: [{ namespaceSelector: { matchLabels: { tier: platform } } }, { podSelector: { matchLabels: { app: api } } }]";

        Assert.Equal(["monitoring/dns", "shop/api"], Pods(With(Policy(either)).Reaching(Web, 8080)));
    }

    [Fact]
    public void A_namespace_has_its_name_as_label()
    {
        const string name = "podSelector: {}\ningress:\n- from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: billing } } }]";

        Assert.Equal(["billing/db"], Pods(With(Policy(name)).Reaching(Api, 8080)));
    }

    [Theory]
    [InlineData("{ key: team, operator: In, values: [blue, green] }", "billing/db")]
    [InlineData("{ key: team, operator: NotIn, values: [blue] }", "monitoring/dns,shop/web")]
    [InlineData("{ key: team, operator: Exists }", "billing/db,shop/web")]
    [InlineData("{ key: team, operator: DoesNotExist }", "monitoring/dns")]
    public void Expressions_compare_labels(string expression, string expected)
    {
        var model = With(Policy($"podSelector: {{}}\ningress:\n- from: [{{ namespaceSelector: {{ matchExpressions: [{expression}] }} }}]"));

        Assert.Equal(expected.Split(','), Pods(model.Reaching(Api, 8080)));
    }

    [Fact]
    public void Policies_add_up()
    {
        var model = With(
            Policy("podSelector: {}", "deny")
            + Policy("podSelector: { matchLabels: { app: api } }\ningress:\n- from: [{ podSelector: { matchLabels: { app: web } } }]", "web")
            + Policy("podSelector: { matchLabels: { app: api } }\ningress:\n- from: [{ namespaceSelector: { matchLabels: { team: blue } } }]", "blue"));

        Assert.Equal(["billing/db", "shop/web"], Pods(model.Reaching(Api, 8080)));
        Assert.Equal(["allowed by NetworkPolicy shop/blue ingress[0]"], model.Evaluate(Database, Api, 8080).Ingress);
        Assert.Equal([], Pods(model.Reaching(Web, 8080)));
    }

    [Fact]
    public void Both_sides_must_allow()
    {
        const string send = "podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ namespaceSelector: { matchLabels: { team: blue } } }]";
        const string receive = "podSelector: {}\ningress:\n- from: [{ namespaceSelector: { matchLabels: { team: red } } }]";

        Assert.True(With(Policy(send) + Policy(receive, ns: "billing")).Allows(Web, Database, 5432));
        Assert.False(With(Policy("policyTypes: [Egress]") + Policy(receive, ns: "billing")).Allows(Web, Database, 5432));
        Assert.False(With(Policy(send) + Policy("{}", ns: "billing")).Allows(Web, Database, 5432));
    }

    [Fact]
    public void An_ipBlock_matches_nodes_and_addresses_outside()
    {
        var model = With(Policy("podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ ipBlock: { cidr: 10.0.0.0/24 } }]"));

        Assert.Equal(["agents", "kube-apiserver", "monitoring/node-exporter", "servers"], model.ReachedBy(Web, 443));
    }

    [Fact]
    public void Exceptions_of_an_ipBlock_are_not_allowed()
    {
        var model = With(Policy(
            "podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.21/32, 10.0.0.22/32, 10.42.0.0/16] } }]"));

        Assert.Equal(
            ["agents OwnNode", "internet", "kube-apiserver", "monitoring/node-exporter Partly", "servers"], model.ReachedBy(Web, 443));
    }

    [Fact]
    public void A_part_of_the_addresses_is_not_all_of_them()
    {
        var model = With(Policy("podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ ipBlock: { cidr: 8.0.0.0/8 } }, { ipBlock: { cidr: 10.0.0.11/32 } }]"));

        Assert.Equal(
            ["agents OwnNode", "internet Partly", "kube-apiserver Partly", "monitoring/node-exporter Partly", "servers Partly"],
            model.ReachedBy(Web, 443));
        var complaint = Assert.Throws<InvalidOperationException>(() => model.Allows(Web, Internet, 443));
        Assert.Contains("allowed by NetworkPolicy shop/p egress[0]", complaint.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ipBlock_matches_pods_by_the_pod_CIDR()
    {
        var everywhere = Policy("podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ ipBlock: { cidr: 0.0.0.0/0 } }]");

        Assert.Equal(Verdict.Allowed, With(everywhere, new() { PodCidrs = ["10.42.0.0/16"] }).Evaluate(Web, Database, 5432).Verdict);
        Assert.Equal(Verdict.Denied, With(everywhere, new() { PodCidrs = ["fd42::/48"] }).Evaluate(Web, Database, 5432).Verdict);
        Assert.Equal(Verdict.Denied, With(everywhere, new() { PodCidrs = [] }).Evaluate(Web, Database, 5432).Verdict);
        Assert.Equal(Verdict.Unknown, With(everywhere, new()).Evaluate(Web, Database, 5432).Verdict);
    }

    [Fact]
    public void A_block_that_holds_some_pod_addresses_is_unknown()
    {
        var model = With(Policy("podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ ipBlock: { cidr: 10.42.3.0/24 } }]"));

        Assert.Equal(Verdict.Unknown, model.Evaluate(Web, Database, 5432).Verdict);
        Assert.Contains("shop/web -> billing/db: 5432/TCP (unknown; unknown: depends on addresses)\n", model.Matrix().ToString(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.Allows(Web, Database, 5432));
    }

    [Fact]
    public void Pods_in_the_network_of_their_node_are_that_node()
    {
        var model = With(
            Policy("podSelector: {}", ns: "monitoring")
            + Policy("podSelector: {}\ningress:\n- from: [{ namespaceSelector: { matchLabels: { tier: platform } } }]"));

        // Not protected by the policy of their namespace, and not known by their labels elsewhere.
        Assert.True(model.Allows(Web, NodeExporter, 9100));
        Assert.False(model.Allows(NodeExporter, Web, 8080));
        Assert.True(model.Allows(Dns, Web, 8080));
        var nodes = With(Policy("podSelector: {}\ningress:\n- from: [{ ipBlock: { cidr: 10.0.0.0/24 } }]"));
        Assert.True(nodes.Allows(NodeExporter, Web, 8080));
    }

    [Fact]
    public void The_API_server_is_reached_by_the_addresses_of_servers()
    {
        var model = With(Policy(
            "podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ ipBlock: { cidr: 10.0.0.11/32 } }, { ipBlock: { cidr: 10.0.0.12/32 } }]\n  ports: [{ port: 6443 }]"));

        Assert.True(model.Allows(Web, Api6443, 6443));
        Assert.False(model.Allows(Web, Agents, 6443));
        Assert.False(model.Allows(Web, Api6443, 443));
    }
}
