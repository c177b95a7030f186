using Basecamp.Manifests.Reachability;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Manifests.Tests.Reachability;

/// <summary>A small cluster: namespaces shop, billing and monitoring, two servers, two agents and the internet.</summary>
static class Shop
{
    const string Namespaces =
        """
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop, labels: { team: red, tier: apps } }
        ---
        apiVersion: v1
        kind: Namespace
        metadata: { name: billing, labels: { team: blue, tier: apps } }
        ---
        apiVersion: v1
        kind: Namespace
        metadata: { name: monitoring, labels: { tier: platform } }

        """;

    public static readonly PodGroup Web = Pods("shop", "web", [new(8080, Name: "http"), new(9090, Name: "metrics")], "front");
    public static readonly PodGroup Api = Pods("shop", "api", [new(8080, Name: "http"), new(9091, Name: "metrics")], "back");
    public static readonly PodGroup Database = Pods("billing", "db", [new(5432, Name: "postgres")], "back");
    public static readonly PodGroup Dns = Pods("monitoring", "dns", [new(53, NetworkProtocol.Udp, "dns"), new(53, Name: "dns-tcp")], "back");
    public static readonly PodGroup NodeExporter = new(
        "monitoring", "node-exporter", new Dictionary<string, string> { ["app"] = "node-exporter" }, [new(9100, Name: "metrics")], hostNetwork: true);
    public static readonly NodeGroup Servers = new("servers", ["10.0.0.11", "10.0.0.12"], [10250, 6443]);
    public static readonly NodeGroup Agents = new("agents", ["10.0.0.21", "10.0.0.22"], [10250]);
    public static readonly ApiServer Api6443 = new(["10.0.0.11", "10.0.0.12"]);
    public static readonly ExternalAddresses Internet = ExternalAddresses.Internet();

    public static IReadOnlyList<Endpoint> Everything { get; } =
        [Web, Api, Database, Dns, NodeExporter, Servers, Agents, Api6443, Internet];

    /// <summary>The cluster with policies, enforced as Kubernetes documents.</summary>
    public static ReachabilityModel With(string policies, ReachabilityOptions? options = null) =>
        Model(PolicyEngine.Kubernetes, policies, options ?? new() { PodCidrs = ["10.42.0.0/16"] });

    /// <summary>The cluster with policies, enforced by Cilium.</summary>
    public static ReachabilityModel WithCilium(string policies) => Model(PolicyEngine.Cilium, policies, null);

    /// <summary>A NetworkPolicy in shop.</summary>
    public static string Policy(string spec, string name = "p", string ns = "shop") =>
        $"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{ name: {name}, namespace: {ns} }}\nspec:\n{Indent(spec)}\n---\n";

    /// <summary>A CiliumNetworkPolicy in shop.</summary>
    public static string Cilium(string spec, string name = "p", string ns = "shop") =>
        $"apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {{ name: {name}, namespace: {ns} }}\nspec:\n{Indent(spec)}\n---\n";

    /// <summary>A CiliumClusterwideNetworkPolicy.</summary>
    public static string Clusterwide(string spec, string name = "p") =>
        $"apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {{ name: {name} }}\nspec:\n{Indent(spec)}\n---\n";

    /// <summary>The sources that reach <paramref name="to"/>, sorted; <c>partly</c> and <c>unknown</c> are marked.</summary>
    public static IEnumerable<string> Reaching(this ReachabilityModel model, Endpoint to, int port, NetworkProtocol protocol = NetworkProtocol.Tcp) =>
        Marked(model.Endpoints.Where(from => from != to).Select(from => (from, model.Evaluate(from, to, port, protocol).Verdict)));

    /// <summary>The destinations that <paramref name="from"/> reaches on a port, sorted.</summary>
    public static IEnumerable<string> ReachedBy(this ReachabilityModel model, Endpoint from, int port, NetworkProtocol protocol = NetworkProtocol.Tcp) =>
        Marked(model.Endpoints.Where(to => to != from).Select(to => (to, model.Evaluate(from, to, port, protocol).Verdict)));

    static IEnumerable<string> Marked(IEnumerable<(Endpoint Endpoint, Verdict Verdict)> verdicts) => verdicts
        .Where(entry => entry.Verdict != Verdict.Denied)
        .Select(entry => entry.Verdict == Verdict.Allowed ? entry.Endpoint.Id : $"{entry.Endpoint.Id} {entry.Verdict}")
        .Order(StringComparer.Ordinal);

    static ReachabilityModel Model(PolicyEngine engine, string policies, ReachabilityOptions? options) =>
        ReachabilityModel.From(ManifestYaml.ReadMaps($"{Namespaces}---\n{policies}"), Everything, engine, options);

    static PodGroup Pods(string ns, string name, IReadOnlyList<EndpointPort> ports, string side) =>
        new(ns, name, new Dictionary<string, string> { ["app"] = name, ["side"] = side }, ports);

    static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => $"  {line}"));
}
