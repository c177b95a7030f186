using Basecamp.Manifests.Reachability;
using static Basecamp.Manifests.Tests.Reachability.Shop;

namespace Basecamp.Manifests.Tests.Reachability;

/// <summary>Policies of Cilium that are not evaluated, so that the answer is unknown and never a guess; and those that Cilium itself refuses.</summary>
public class CiliumPolicyLimitsTests
{
    const string All = "endpointSelector: {}\n";

    [Theory]
    [InlineData("- toServices: [{ k8sService: { serviceName: api, namespace: shop } }]")]
    [InlineData("- toNodes: [{ matchLabels: { a: b } }]")]
    [InlineData("- toGroups: [{ aws: {} }]")]
    [InlineData("- toCIDRSet: [{ cidrGroupRef: offices }]")]
    [InlineData("- toEndpoints: [{ matchLabels: { io.cilium.k8s.policy.serviceaccount: api } }]")]
    [InlineData("- toEndpoints: [{ matchLabels: { 'reserved:host': '' } }]")]
    [InlineData("- toFQDNs: [{ matchPattern: '**.example' }]")]
    public void What_is_not_evaluated_makes_the_answer_unknown(string rule)
    {
        var model = WithCilium(Cilium($"{All}egress:\n{rule}"));

        Assert.Equal(Verdict.Unknown, model.Evaluate(Web, Api, 8080).Verdict);
        Assert.Equal(Verdict.Unknown, model.Evaluate(Web, Internet, 443).Verdict);
        Assert.StartsWith("unknown: CiliumNetworkPolicy shop/p egress[0]", Assert.Single(model.Evaluate(Web, Api, 8080).Notes), StringComparison.Ordinal);
        Assert.Equal(Verdict.Allowed, WithCilium(Cilium($"{All}egress:\n{rule}\n- toEntities: [all]")).Evaluate(Web, Api, 8080).Verdict);
    }

    [Fact]
    public void Policies_for_nodes_make_traffic_with_nodes_unknown()
    {
        var model = WithCilium(Clusterwide("nodeSelector: {}\ningress:\n- fromEntities: [cluster]", "nodes"));

        Assert.Equal(Verdict.Unknown, model.Evaluate(Web, Agents, 10250).Verdict);
        Assert.Equal(Verdict.Unknown, model.Evaluate(Web, NodeExporter, 9100).Verdict);
        Assert.Equal(["unknown: CiliumClusterwideNetworkPolicy nodes is for nodes, which is not evaluated"], model.Evaluate(Agents, Web, 8080).Notes);
        Assert.True(model.Allows(Web, Api, 8080));
        Assert.True(model.Allows(Web, Internet, 443));
    }

    [Theory]
    [InlineData("ingress: [{}]", "needs either endpointSelector or nodeSelector.")]
    [InlineData("endpointSelector: {}", "has no rule in either direction, which Cilium refuses. For default deny write a rule that is empty: '- {}'.")]
    [InlineData("endpointSelector: {}\ningress: []",
        "has no rule in either direction, which Cilium refuses. For default deny write a rule that is empty: '- {}'.")]
    [InlineData("endpointSelector: {}\ningress:\n- fromEndpoints: []",
        "ingress[0].fromEndpoints: is an empty list. Leave it out to allow everyone; leave out the rule to allow no one.")]
    [InlineData("endpointSelector: {}\ningress:\n- fromEndpoints: [{}]\n  fromEntities: [host]",
        "ingress[0]: combines fromEndpoints and fromEntities, which Cilium refuses. Make them separate rules.")]
    [InlineData("endpointSelector: {}\ningress:\n- fromRequires: [{}]",
        "ingress[0].fromRequires: is deprecated by Cilium and not evaluated here. Put its labels into the selectors.")]
    [InlineData("endpointSelector: {}\negress:\n- fromEntities: [host]", "egress[0].fromEntities: is not known, so what it does to traffic cannot be told.")]
    [InlineData("endpointSelector: {}\negress:\n- toPorts: [{ ports: [{ port: 80 }] }]", "egress[0].toPorts[0].ports[0].port: must be text.", 2)]
    [InlineData("endpointSelector: {}\nnodeSelector: {}\ningress: [{}]", "nodeSelector: is only for CiliumClusterwideNetworkPolicy.", 2)]
    [InlineData("endpointSelector: { matchLabels: { io.kubernetes.pod.namespace: billing } }\ningress: [{}]",
        "endpointSelector: selects another namespace than the policy's own, shop. Cilium ignores that.")]
    public void A_policy_that_Cilium_would_refuse_is_refused(string spec, string problem, int problems = 1)
    {
        var refusal = Assert.Throws<InvalidPolicyException>(() => WithCilium(Cilium(spec)));

        Assert.Equal($"CiliumNetworkPolicy shop/p {problem}", refusal.Problems[0]);
        Assert.Equal(problems, refusal.Problems.Count);
    }

    [Fact]
    public void An_unknown_entity_is_refused_with_those_that_exist()
    {
        var refusal = Assert.Throws<InvalidPolicyException>(() => WithCilium(Cilium($"{All}egress:\n- toEntities: [internet]")));

        Assert.Equal(
            ["CiliumNetworkPolicy shop/p egress[0].toEntities: 'internet' must be one of all, cluster, health, host, ingress, init, "
                + "kube-apiserver, none, remote-node, unmanaged, world, world-ipv4, world-ipv6."],
            refusal.Problems);
    }
}
