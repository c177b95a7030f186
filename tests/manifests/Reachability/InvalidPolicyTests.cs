using Basecamp.Manifests.Reachability;
using static Basecamp.Manifests.Tests.Reachability.Shop;

namespace Basecamp.Manifests.Tests.Reachability;

/// <summary>What cannot be evaluated is refused, all of it at once.</summary>
public class InvalidPolicyTests
{
    [Theory]
    [InlineData("podSelector: {}\nallow: []", "allow: is not known, so what it does to traffic cannot be told.")]
    [InlineData("podSelector: { app: web }", "podSelector.app: is not known, so what it does to traffic cannot be told.")]
    [InlineData("podSelector: {}\npolicyTypes: [ingress]", "policyTypes: 'ingress' must be Ingress or Egress.")]
    [InlineData("podSelector: {}\ningress: {}", "ingress: must be a list.")]
    [InlineData("podSelector: {}\ningress:\n- to: []", "ingress[0].to: is not known, so what it does to traffic cannot be told.")]
    [InlineData("podSelector: {}\ningress:\n- from: [{}]", "ingress[0].from[0]: is empty. A peer needs podSelector, namespaceSelector or ipBlock.")]
    [InlineData("podSelector: {}\ningress:\n- from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }]",
        "ingress[0].from[0]: has ipBlock and a selector. Make them two items of the list.")]
    [InlineData("podSelector: {}\ningress:\n- from: [{ ipBlock: { cidr: 10.0.0.1 } }]",
        "ingress[0].from[0].ipBlock.cidr: is '10.0.0.1'. It must be a CIDR such as 10.0.0.0/8.")]
    [InlineData("podSelector: {}\ningress:\n- from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/8] } }]",
        "ingress[0].from[0].ipBlock.except: '11.0.0.0/8' is not a CIDR within 10.0.0.0/8.")]
    [InlineData("podSelector: {}\ningress:\n- ports: [{ port: 80, protocol: tcp }]",
        "ingress[0].ports[0].protocol: is 'tcp'. It must be TCP, UDP or SCTP.")]
    [InlineData("podSelector: { matchExpressions: [{ key: a, operator: Has }] }",
        "podSelector.matchExpressions[0].operator: is 'Has'. It must be In, NotIn, Exists or DoesNotExist.")]
    [InlineData("podSelector: { matchExpressions: [{ key: a, operator: In }] }",
        "podSelector.matchExpressions[0].values: must not be empty with In.")]
    [InlineData("podSelector: { matchLabels: { a: true } }", "podSelector.matchLabels: must map text to text; quote numbers and booleans.")]
    public void A_NetworkPolicy_that_the_API_would_refuse_is_refused(string spec, string problem)
    {
        var refusal = Assert.Throws<InvalidPolicyException>(() => With(Policy(spec)));

        Assert.Equal([$"NetworkPolicy shop/p {problem}"], refusal.Problems);
    }

    [Theory]
    [InlineData("{ port: 90, endPort: 80 }")]
    [InlineData("{ port: http, endPort: 80 }")]
    [InlineData("{ endPort: 80 }")]
    [InlineData("{ port: 0 }")]
    [InlineData("{ port: 65536 }")]
    [InlineData("{ port: '80' }")]
    public void Ports_must_make_sense(string port)
    {
        var refusal = Assert.Throws<InvalidPolicyException>(() => With(Policy($"podSelector: {{}}\ningress:\n- ports: [{port}]")));

        Assert.StartsWith("NetworkPolicy shop/p ingress[0].ports[0]: has port ", Assert.Single(refusal.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var refusal = Assert.Throws<InvalidPolicyException>(() => With(
            Policy("podSelector: {}\nallow: []", "a") + Policy("podSelector: {}\ndeny: []", "b")));

        Assert.Equal(
            """
            The network policies cannot be evaluated:
              NetworkPolicy shop/a allow: is not known, so what it does to traffic cannot be told.
              NetworkPolicy shop/b deny: is not known, so what it does to traffic cannot be told.
            """, refusal.Message);
    }

    [Theory]
    [InlineData("networking.k8s.io/v1beta1", "NetworkPolicy")]
    [InlineData("crd.projectcalico.org/v1", "GlobalNetworkPolicy")]
    [InlineData("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy")]
    [InlineData("cilium.io/v2", "CiliumNetworkPolicy")]
    public void Kinds_that_are_not_evaluated_are_refused(string apiVersion, string kind)
    {
        var refusal = Assert.Throws<InvalidPolicyException>(() => With($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: p }}\n"));

        Assert.Equal([$"{kind} p: {apiVersion} {kind} is not evaluated with PolicyEngine.Kubernetes."], refusal.Problems);
    }

    [Fact]
    public void A_policy_without_spec_is_refused()
    {
        const string empty = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p, namespace: shop }\n";

        Assert.Equal(["NetworkPolicy shop/p: has no spec."], Assert.Throws<InvalidPolicyException>(() => With(empty)).Problems);
    }

    [Fact]
    public void Pods_of_an_unknown_namespace_are_refused_until_it_is_described()
    {
        var lost = new PodGroup("lost", "pod", new Dictionary<string, string>());

        var refusal = Assert.Throws<ArgumentException>(() => ReachabilityModel.From([], [lost], PolicyEngine.Kubernetes));

        Assert.StartsWith("There are pods in lost, but no such namespace", refusal.Message, StringComparison.Ordinal);
        ReachabilityOptions options = new()
        {
            Namespaces = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["lost"] = new Dictionary<string, string>() },
        };
        Assert.Equal([lost], ReachabilityModel.From([], [lost], PolicyEngine.Kubernetes, options).Endpoints);
    }

    [Fact]
    public void Endpoints_must_be_distinct_and_host_pods_need_nodes()
    {
        var pods = new PodGroup("default", "a", new Dictionary<string, string>());
        var twin = new PodGroup("default", "a", new Dictionary<string, string>());
        var host = new PodGroup("default", "h", new Dictionary<string, string>(), hostNetwork: true);

        Assert.StartsWith("Two endpoints are called default/a.",
            Assert.Throws<ArgumentException>(() => ReachabilityModel.From([], [pods, twin], PolicyEngine.Cilium)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Pods with hostNetwork act as their node. Add a NodeGroup.",
            Assert.Throws<ArgumentException>(() => ReachabilityModel.From([], [pods, host], PolicyEngine.Cilium)).Message, StringComparison.Ordinal);
        var model = ReachabilityModel.From([], [pods], PolicyEngine.Cilium);
        Assert.Throws<ArgumentException>(() => model.Evaluate(pods, twin, 80));
    }

    [Theory]
    [InlineData("10.0.0.1/33")]
    [InlineData("10.0.1")]
    [InlineData("node-1")]
    [InlineData("")]
    public void Addresses_must_be_readable(string address) =>
        Assert.Throws<ArgumentException>(() => new NodeGroup("nodes", ["10.0.0.1", address]));
}
