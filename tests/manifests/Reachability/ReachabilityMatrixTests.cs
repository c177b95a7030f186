using Basecamp.Manifests.Reachability;
using static Basecamp.Manifests.Tests.Reachability.Shop;

namespace Basecamp.Manifests.Tests.Reachability;

public class ReachabilityMatrixTests
{
    const string Closed = "podSelector: {}\npolicyTypes: [Ingress, Egress]\n";

    static readonly string Locked = Policy(Closed, "deny") + Policy(Closed, "deny", "billing") + Policy(Closed, "deny", "monitoring");

    [Fact]
    public void A_locked_cluster_reaches_nothing()
    {
        var matrix = With(Locked).Matrix();

        Assert.Equal("", matrix.ToString());
        Assert.Empty(matrix.Entries);
    }

    [Fact]
    public void Each_pair_is_a_line_with_its_ports_in_order()
    {
        var model = With(
            Locked
            + Policy("podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ podSelector: {} }]", "inside")
            + Policy("podSelector: { matchLabels: { app: web } }\ningress:\n- from: [{ podSelector: { matchLabels: { app: api } } }]", "web"));

        Assert.Equal("shop/api -> shop/web: 8080/TCP, 9090/TCP\n", model.Matrix().ToString());
    }

    [Fact]
    public void Compact_names_namespaces_and_the_whole_cluster_once()
    {
        const string dns = "podSelector: {}\npolicyTypes: [Egress]\negress:\n- to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: dns } } }]";
        var model = With(
            Locked
            + Policy(dns, "dns") + Policy(dns, "dns", "billing") + Policy(dns, "dns", "monitoring")
            + Policy("podSelector: { matchLabels: { app: dns } }\ningress:\n- ports: [{ port: 53, protocol: UDP }]", "receive", "monitoring")
            + Policy("podSelector: { matchLabels: { app: dns } }\ningress:\n- from: [{ namespaceSelector: { matchLabels: { team: red } } }]\n  ports: [{ port: 53 }]",
                "receive-tcp", "monitoring"));

        Assert.Equal(
            """
            */* -> monitoring/dns: 53/UDP
            agents -> monitoring/dns: 53/UDP
            internet -> monitoring/dns: 53/UDP
            kube-apiserver -> monitoring/dns: 53/UDP
            servers -> monitoring/dns: 53/UDP
            shop/* -> monitoring/dns: 53/TCP

            """, model.Matrix().Compact());
    }

    [Fact]
    public void Probes_are_not_in_the_matrix_but_can_be_asked_for()
    {
        var model = With(Locked);

        Assert.Equal(Verdict.OwnNode, model.Evaluate(Agents, Web, 8080).Verdict);
        Assert.False(model.Allows(Agents, Web, 8080));
    }

    [Fact]
    public void Replicas_of_a_group_reach_each_other_only_if_allowed()
    {
        Assert.True(With("").Allows(Database, Database, 5432));
        Assert.False(With(Policy(Closed, ns: "billing")).Allows(Database, Database, 5432));
    }

    [Fact]
    public void An_explanation_names_the_rules_of_both_sides()
    {
        var model = With(
            Policy($"{Closed}egress:\n- to: [{{ namespaceSelector: {{}} }}]\n  ports: [{{ port: 5432 }}]") + Policy(Closed, "deny", "billing"));

        Assert.Equal(
            """
            shop/web -> billing/db: 5432/TCP Denied
              egress: allowed by NetworkPolicy shop/p egress[0]
              ingress: isolated by NetworkPolicy billing/deny; no rule allows this
            """, model.Evaluate(Web, Database, 5432).ToString());
    }

    [Fact]
    public void Pods_are_isolated_by_direction_and_only_when_selected()
    {
        var model = With(
            Policy("podSelector: {}") + Policy(Closed, ns: "billing") + Policy("podSelector: {}\npolicyTypes: [Egress]", "out", "monitoring"));

        Assert.Equal((true, false), model.IsIsolated(Web));
        Assert.Equal((true, true), model.IsIsolated(Database));
        Assert.Equal((false, true), model.IsIsolated(Dns));
        Assert.Equal((false, false), model.IsIsolated(NodeExporter));
        Assert.Throws<ArgumentException>(() => model.IsIsolated(new("shop", "web", new Dictionary<string, string>())));
    }
}
