using Basecamp.Manifests.Reachability;
using Basecamp.Manifests.Yaml;
using static Basecamp.Manifests.Tests.Reachability.Shop;

namespace Basecamp.Manifests.Tests.Reachability;

/// <summary>Semantics of cilium.io/v2 and of NetworkPolicy under Cilium, as its documentation and source state them.</summary>
public class CiliumPolicyTests
{
    // Cilium always lets a node reach its own pods; the other way it must be allowed.
    static readonly string[] OwnNodes = ["agents OwnNode", "kube-apiserver OwnNode", "monitoring/node-exporter OwnNode", "servers OwnNode"];

    static readonly string[] AllNodes = ["agents", "kube-apiserver", "monitoring/node-exporter", "servers"];

    static readonly string[] Everyone = [.. AllNodes.Concat(["billing/db", "internet", "monitoring/dns", "shop/web"]).Order(StringComparer.Ordinal)];

    const string All = "endpointSelector: {}\n";

    static IEnumerable<string> Receivers(string egress) => WithCilium(Cilium($"{All}egress:\n{egress}")).ReachedBy(Web, 443);

    static IEnumerable<string> Senders(string ingress) => WithCilium(Cilium($"{All}ingress:\n{ingress}")).Reaching(Api, 8080);

    [Fact]
    public void An_empty_rule_isolates_and_allows_nothing()
    {
        Assert.Equal(OwnNodes, Senders("- {}"));
        Assert.Equal([], Receivers("- {}"));
    }

    [Fact]
    public void Ports_alone_are_open_to_everyone()
    {
        const string port = "- toPorts: [{ ports: [{ port: '8080', protocol: TCP }] }]";

        Assert.Equal(Everyone, Senders(port));
        Assert.Equal(OwnNodes, WithCilium(Cilium($"{All}ingress:\n{port}")).Reaching(Api, 8081));
    }

    [Theory]
    [InlineData("cluster", "agents,billing/db,kube-apiserver,monitoring/dns,monitoring/node-exporter,servers,shop/api")]
    [InlineData("host", "agents OwnNode,kube-apiserver OwnNode,monitoring/node-exporter OwnNode,servers OwnNode")]
    // Every node but the pod's own.
    [InlineData("remote-node", "agents Partly,kube-apiserver Partly,monitoring/node-exporter Partly,servers Partly")]
    [InlineData("world", "internet")]
    [InlineData("world-ipv4", "internet")]
    [InlineData("all", "agents,billing/db,internet,kube-apiserver,monitoring/dns,monitoring/node-exporter,servers,shop/api")]
    // The identity belongs to the servers' addresses, so a server is allowed on every port, and a pod on one of the nodes may be on a server.
    [InlineData("kube-apiserver", "kube-apiserver,monitoring/node-exporter Partly,servers")]
    [InlineData("health", "")]
    [InlineData("world-ipv6", "")]
    [InlineData("none", "")]
    public void ToEntities_names_classes_of_destinations(string entity, string expected) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), Receivers($"- toEntities: [{entity}]"));

    [Fact]
    public void Host_and_remote_node_together_are_all_nodes() => Assert.Equal(AllNodes, Receivers("- toEntities: [host, remote-node]"));

    [Theory]
    [InlineData("host", "agents OwnNode,kube-apiserver OwnNode,monitoring/node-exporter OwnNode,servers OwnNode")]
    // Ingress from the own node is always open, so all nodes are complete.
    [InlineData("remote-node", "agents,kube-apiserver,monitoring/node-exporter,servers")]
    [InlineData("world", "agents OwnNode,internet,kube-apiserver OwnNode,monitoring/node-exporter OwnNode,servers OwnNode")]
    [InlineData("kube-apiserver", "agents OwnNode,kube-apiserver,monitoring/node-exporter Partly,servers")]
    public void FromEntities_names_classes_of_sources(string entity, string expected) =>
        Assert.Equal(expected.Split(','), Senders($"- fromEntities: [{entity}]"));

    [Fact]
    public void An_API_server_elsewhere_is_in_the_world()
    {
        var outside = new ApiServer(["203.0.113.5"], onNodes: false);
        bool Reaches(string rule) => ReachabilityModel
            .From(ManifestYaml.ReadMaps(Cilium($"{All}egress:\n{rule}", ns: "default")), [Client, outside], PolicyEngine.Cilium)
            .Allows(Client, outside, 6443);

        Assert.True(Reaches("- toEntities: [kube-apiserver]"));
        Assert.True(Reaches("- toEntities: [world]"));
        Assert.True(Reaches("- toCIDR: [203.0.113.5/32]"));
        Assert.False(Reaches("- toEntities: [host, remote-node]"));
        Assert.Throws<InvalidOperationException>(() => Reaches("- toEntities: [cluster]"));
    }

    static readonly PodGroup Client = new("default", "client", new Dictionary<string, string>());

    [Fact]
    public void An_endpoint_selector_stays_in_the_namespace_of_the_policy()
    {
        Assert.Equal(["shop/api"], Receivers("- toEndpoints: [{}]"));
        Assert.Equal(["shop/api"], Receivers("- toEndpoints: [{ matchLabels: { side: back } }]"));
        Assert.Equal(["shop/api"], Receivers("- toEndpoints: [{ matchLabels: { 'k8s:app': api } }, { matchLabels: { 'any:app': db } }]"));
    }

    [Theory]
    [InlineData("{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': billing } }", "billing/db")]
    [InlineData("{ matchLabels: { io.kubernetes.pod.namespace: billing, app: web } }", "")]
    [InlineData("{ matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: Exists }] }", "billing/db,monitoring/dns,shop/api")]
    [InlineData("{ matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: NotIn, values: [shop] }] }", "billing/db,monitoring/dns")]
    [InlineData("{ matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.tier': apps } }", "billing/db,shop/api")]
    [InlineData("{ matchLabels: { io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name: monitoring } }", "monitoring/dns")]
    public void An_endpoint_selector_can_name_other_namespaces(string selector, string expected) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), Receivers($"- toEndpoints: [{selector}]"));

    [Fact]
    public void A_clusterwide_policy_selects_pods_everywhere()
    {
        var model = WithCilium(Clusterwide(
            "endpointSelector: { matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: NotIn, values: [monitoring] }] }\n"
            + "egress:\n- toEndpoints: [{ matchLabels: { side: back } }]"));

        Assert.Equal(["billing/db", "monitoring/dns", "shop/api"], model.ReachedBy(Web, 53));
        Assert.Equal(["monitoring/dns", "shop/api"], model.ReachedBy(Database, 53));
        Assert.True(model.Allows(Dns, Internet, 443));
    }

    [Fact]
    public void A_CIDR_never_means_pods_nodes_or_the_API_server_on_a_node()
    {
        Assert.Equal(["internet"], Receivers("- toCIDR: [0.0.0.0/0]"));
        Assert.Equal(["internet"], Receivers("- toCIDRSet: [{ cidr: 0.0.0.0/0, except: [10.0.0.0/8] }]"));
        Assert.Equal(["internet Partly"], Receivers("- toCIDRSet: [{ cidr: 0.0.0.0/0, except: [8.0.0.0/8] }]"));
        Assert.Equal([], Receivers("- toCIDR: [10.0.0.11]"));
    }

    [Fact]
    public void An_ipBlock_of_a_NetworkPolicy_does_not_reach_nodes_under_Cilium()
    {
        var policy = Policy("podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ ipBlock: { cidr: 0.0.0.0/0 } }]");

        Assert.Equal(["internet"], WithCilium(policy).ReachedBy(Web, 443));
        Assert.Equal(
            ["agents", "billing/db", "internet", "kube-apiserver", "monitoring/dns", "monitoring/node-exporter", "servers", "shop/api"],
            With(policy).ReachedBy(Web, 443));
    }

    [Fact]
    public void Standard_and_own_policies_add_up()
    {
        var model = WithCilium(
            Policy("podSelector: {}\npolicyTypes: [Ingress, Egress]")
            + Cilium("endpointSelector: { matchLabels: { app: api } }\negress:\n- toEntities: [kube-apiserver]\n  toPorts: [{ ports: [{ port: '6443' }] }]"));

        Assert.True(model.Allows(Api, Api6443, 6443));
        Assert.False(model.Allows(Api, Api6443, 443));
        Assert.False(model.Allows(Web, Api6443, 6443));
        Assert.Equal(["allowed by CiliumNetworkPolicy shop/p egress[0]"], model.Evaluate(Api, Api6443, 6443).Egress);
    }

    [Fact]
    public void A_port_is_any_protocol_unless_it_names_one()
    {
        var model = WithCilium(Cilium(
            $"{All}ingress:\n- toPorts: [{{ ports: [{{ port: '53' }}, {{ port: '54', protocol: UDP }}, {{ port: '60', endPort: 62, protocol: TCP }}] }}]"));

        Assert.True(model.Allows(Web, Api, 53));
        Assert.True(model.Allows(Web, Api, 53, NetworkProtocol.Udp));
        Assert.False(model.Allows(Web, Api, 54));
        Assert.True(model.Allows(Web, Api, 62));
        Assert.False(model.Allows(Web, Api, 63));
    }

    [Fact]
    public void Port_zero_is_every_port_and_a_name_is_resolved_at_the_destination()
    {
        var model = WithCilium(Cilium($"{All}ingress:\n- toPorts: [{{ ports: [{{ port: '0', protocol: UDP }}, {{ port: metrics, protocol: TCP }}] }}]"));

        Assert.True(model.Allows(Web, Api, 7, NetworkProtocol.Udp));
        Assert.True(model.Allows(Web, Api, 9091));
        Assert.False(model.Allows(Web, Api, 9090));
    }

    [Fact]
    public void Default_deny_can_be_switched_off_and_on()
    {
        var open = WithCilium(Cilium($"{All}enableDefaultDeny: {{ egress: false }}\negress:\n- toEntities: [kube-apiserver]"));
        Assert.True(open.Allows(Web, Internet, 443));

        var closed = WithCilium(Cilium($"{All}enableDefaultDeny: {{ ingress: true }}\negress:\n- toEntities: [all]"));
        Assert.False(closed.Allows(Database, Web, 8080));
        Assert.True(closed.Allows(Web, Internet, 443));
    }

    [Fact]
    public void What_is_forbidden_stays_forbidden_whoever_allows_it()
    {
        var model = WithCilium(
            Cilium($"{All}egress:\n- toEntities: [all]", "allow")
            + Clusterwide("endpointSelector: { matchLabels: { app: web } }\negressDeny:\n- toEntities: [world]\n"
                + "- toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': billing } }]\n  toPorts: [{ ports: [{ port: '5432' }] }]", "deny"));

        Assert.Equal(Verdict.Denied, model.Evaluate(Web, Internet, 443).Verdict);
        Assert.Equal(["allowed by CiliumNetworkPolicy shop/allow egress[0]", "forbidden by CiliumClusterwideNetworkPolicy deny egressDeny[0]"],
            model.Evaluate(Web, Internet, 443).Egress);
        Assert.False(model.Allows(Web, Database, 5432));
        Assert.True(model.Allows(Web, Database, 5433));
        Assert.True(model.Allows(Api, Internet, 443));
    }

    [Fact]
    public void A_deny_rule_isolates_unless_it_is_told_not_to()
    {
        const string deny = "egressDeny:\n- toCIDRSet: [{ cidr: 8.0.0.0/8, except: [8.8.8.8/32] }]";

        Assert.Equal([], WithCilium(Cilium($"{All}{deny}")).ReachedBy(Web, 443));
        Assert.Equal(
            [.. AllNodes.Concat(["billing/db", "internet Partly", "monitoring/dns", "shop/api"]).Order(StringComparer.Ordinal)],
            WithCilium(Cilium($"{All}enableDefaultDeny: {{ egress: false }}\n{deny}")).ReachedBy(Web, 443));
    }

    [Fact]
    public void Whether_a_deny_stops_probes_of_the_own_node_is_unknown()
    {
        var model = WithCilium(Cilium($"{All}ingress:\n- fromEntities: [all]\ningressDeny:\n- fromEntities: [host, remote-node]"));

        Assert.Equal(Verdict.Unknown, model.Evaluate(Agents, Web, 8080).Verdict);
        Assert.True(model.Allows(Database, Web, 8080));
    }

    [Fact]
    public void Host_names_limit_the_world()
    {
        var pager = new ExternalAddresses("pager", ["198.51.100.7"], [443], ["api.pager.example"]);
        var policy = Cilium(
            $"{All}egress:\n- toFQDNs: [{{ matchName: api.pager.example }}, {{ matchPattern: '*.mail.example' }}]\n  toPorts: [{{ ports: [{{ port: '443', protocol: TCP }}] }}]",
            ns: "default");
        var model = ReachabilityModel.From(ManifestYaml.ReadMaps(policy), [Client, pager, Internet], PolicyEngine.Cilium);

        Assert.Equal(
            "default/client -> internet: 443/TCP (partly; only *.mail.example, api.pager.example)\ndefault/client -> pager: 443/TCP\n",
            model.Matrix().ToString());
        Assert.False(model.Allows(Client, pager, 80));
        Assert.Equal(Verdict.Denied, model.Evaluate(Client, Internet, 80).Verdict);
    }

    [Theory]
    [InlineData("*.mail.example", "smtp.mail.example", true)]
    [InlineData("*.mail.example", "a.b.mail.example", false)]
    [InlineData("*.mail.example", "mail.example", false)]
    [InlineData("api-*.example", "api-eu.example", true)]
    [InlineData("*", "anything.at.all", true)]
    [InlineData("API.example.", "api.example", true)]
    [InlineData("api.example", "apixexample", false)]
    public void A_star_in_a_host_pattern_stays_between_dots(string pattern, string host, bool expected)
    {
        var server = new ExternalAddresses("server", ["198.51.100.7"], [443], [host]);
        var policy = Cilium($"{All}egress:\n- toFQDNs: [{{ matchPattern: '{pattern}' }}]", ns: "default");

        Assert.Equal(expected, ReachabilityModel.From(ManifestYaml.ReadMaps(policy), [Client, server], PolicyEngine.Cilium).Allows(Client, server, 443));
    }

    [Fact]
    public void Layer_7_rules_stay_as_a_note_unless_another_rule_allows_without()
    {
        const string http = "ingress:\n- fromEndpoints: [{}]\n  toPorts: [{ ports: [{ port: '8080', protocol: TCP }], rules: { http: [{ method: GET, path: /metrics }] } }]";

        Assert.Equal(["HTTP GET /metrics"], WithCilium(Cilium(All + http)).Evaluate(Web, Api, 8080).Notes);
        Assert.Equal([], WithCilium(Cilium(All + http) + Cilium($"{All}ingress:\n- fromEndpoints: [{{}}]", "q")).Evaluate(Web, Api, 8080).Notes);
        Assert.Equal(["DNS *"], WithCilium(Cilium(
            $"{All}egress:\n- toEntities: [cluster]\n  toPorts: [{{ ports: [{{ port: '53', protocol: ANY }}], rules: {{ dns: [{{ matchPattern: '*' }}] }} }}]"))
            .Evaluate(Web, Dns, 53, NetworkProtocol.Udp).Notes);
    }

    [Fact]
    public void Rules_for_ICMP_allow_no_port()
    {
        Assert.Equal(OwnNodes, Senders("- fromEntities: [all]\n  icmps: [{ fields: [{ type: 8, family: IPv4 }] }]"));
    }

    [Fact]
    public void Several_specs_are_several_policies()
    {
        const string two =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: { name: p, namespace: shop }
            specs:
            - endpointSelector: { matchLabels: { app: web } }
              ingress: [{}]
            - endpointSelector: { matchLabels: { app: api } }
              egress: [{}]

            """;
        var model = WithCilium(two);

        Assert.False(model.Allows(Database, Web, 8080));
        Assert.False(model.Allows(Api, Internet, 443));
        Assert.True(model.Allows(Web, Internet, 443));
    }
}
