using Basecamp.Cli.Graph;
using Basecamp.Components.Topology.Validation;
using Basecamp.Infra.Homelab;
using Basecamp.Manifests.Reachability;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Tests.Apps;

/// <summary>
/// Two tenants of docs/apps/examples/tenants.yaml on the stack <c>ha</c>: whom pods that they may start reach, whatever their labels, and who reaches them.
/// </summary>
/// <remarks>Proves the policies that were rendered, evaluated as their documentation says; no packet was sent.</remarks>
public sealed class TenantReachTests
{
    const string Tenants = "docs/apps/examples/tenants.yaml";

    // What a tenant's pods might call themselves to be let in somewhere.
    static readonly Dictionary<string, string> Disguise = new() { ["app.kubernetes.io/name"] = "prometheus", ["k8s-app"] = "kube-dns", ["app"] = "web" };

    static readonly string[] TenantNamespaces = ["web-prod", "web-test", "data"];

    [Theory]
    [InlineData("pulumi")]
    [InlineData("argocd")]
    [InlineData("flux")]
    public async Task The_claims_fit_the_stack_without_a_finding(string delivery) => Assert.Equal("", (await StackWith.Fragment(Tenants, delivery)).Said());

    [Fact]
    public async Task A_tenant_reaches_itself_DNS_and_what_it_claimed_and_nothing_of_the_platform_or_of_another()
    {
        var (model, pods, others) = await Model();
        foreach (var from in pods)
            foreach (var to in pods.Concat(others))
                foreach (var port in to.Ports)
                    Assert.Equal((from.Id, to.Id, port.ToString(), Expected(from, to, port)), (from.Id, to.Id, port.ToString(), model.Evaluate(from, to, port.Number, port.Protocol).Verdict == Verdict.Allowed));
    }

    [Fact]
    public async Task Only_the_ingress_controller_and_prometheus_reach_a_tenant_where_it_claimed_it()
    {
        var (model, pods, others) = await Model();
        Assert.Equal(
            [
                "monitoring-system/prometheus-kube-prometheus-stack -> web-prod/any: 9090", "monitoring-system/prometheus-kube-prometheus-stack -> web-test/any: 9090", "traefik-system/traefik -> web-prod/any: 8080",
            ],
            (from source in others.OfType<PodGroup>()
             from target in pods
             from port in target.Ports
             where model.Evaluate(source, target, port.Number).Verdict == Verdict.Allowed
             select $"{source.Id} -> {target.Id}: {port.Number}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_tenant_without_a_line_reaches_DNS_alone_and_not_the_internet_or_the_API()
    {
        var (model, pods, others) = await Model();
        var data = pods.Single(pod => pod.Namespace == "data");
        Assert.Equal(
            ["kube-system/coredns"],
            others.Where(to => to.Ports.Any(port => model.Evaluate(data, to, port.Number, port.Protocol).Verdict is Verdict.Allowed or Verdict.Partly or Verdict.Unknown)).Select(to => to.Id));
    }

    static bool Expected(PodGroup from, Endpoint to, EndpointPort port) => to switch
    {
        PodGroup { Namespace: "kube-system", Name: "coredns" } => port.Number == 53,
        PodGroup pod when pod.Namespace == from.Namespace => true,
        PodGroup { Namespace: "web-prod" or "web-test" } => from.Namespace is "web-prod" or "web-test",
        ExternalAddresses => from.Namespace != "data" && port is { Number: 443, Protocol: NetworkProtocol.Tcp },
        _ => false,
    };

    static async Task<(ReachabilityModel Model, List<PodGroup> Tenants, List<Endpoint> Others)> Model()
    {
        var run = await StackWith.Fragment(Tenants);
        Assert.True(run.IsComplete, run.Said());
        var manifests = KubernetesManifests.From(run.Stack);
        var cluster = HomelabExports.FactsOf(HomelabConfiguration.Parse(run.File.Config[HomelabConfiguration.DefaultRootPath]));
        List<PodGroup> tenants = [.. TenantNamespaces.Select(ns => new PodGroup(ns, "any", Disguise, [new(8080), new(9090), new(5432)]))];
        List<Endpoint> others =
        [
            .. RecordedWorkloads.Of(run.Stack, manifests).Select(workload => new PodGroup(workload.Namespace, workload.LocalId, workload.Labels, workload.Ports, workload.HostNetwork)),
            new PodGroup("kube-system", "coredns", new Dictionary<string, string> { ["k8s-app"] = "kube-dns" }, [new(53, NetworkProtocol.Udp), new(53), new(9153)]),
            ExternalAddresses.Internet([new(443), new(80)]),
            new ApiServer(cluster.ApiServerCidrs, port: cluster.ApiPort),
            new NodeGroup("nodes", [.. cluster.Nodes.SelectMany(node => node.Cidrs)], [new(10250), new(22)]),
        ];
        Assert.True(others.Count > 40, $"{others.Count}");
        var known = manifests.Objects.Where(each => each is { ApiVersion: "v1", Kind: "Namespace" }).Select(each => each.Name).ToHashSet();
        var unknown = others.OfType<PodGroup>().Select(pod => pod.Namespace).Distinct().Where(ns => !known.Contains(ns));
        var model = ReachabilityModel.From(manifests, tenants.Concat(others), PolicyEngine.Cilium, new()
        {
            PodCidrs = cluster.PodCidrs,
            Namespaces = unknown.ToDictionary(ns => ns, IReadOnlyDictionary<string, string> (_) => new Dictionary<string, string>()),
        });
        return (model, tenants, others);
    }
}
