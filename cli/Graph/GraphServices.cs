using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Reachability;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Graph;

/// <summary>The Services of a stack, by the pods behind them.</summary>
sealed class GraphServices
{
    readonly ILookup<string, Service> byNamespace;

    /// <summary>Reads the Services among a stack's objects. Those without a selector stand for nobody here.</summary>
    public GraphServices(KubernetesManifests manifests) => byNamespace = manifests.Objects
        .Where(each => each is { ApiVersion: "v1", Kind: "Service" })
        .Select(each => new Service(each.Name, each.Namespace ?? "default", each.Body.TextMap("spec", "selector"), each.Body.Map("spec")))
        .Where(service => service.Selector.Count > 0)
        .ToLookup(service => service.Namespace, StringComparer.Ordinal);

    /// <summary>The Services that lead to a workload, a line each: name, type where it is not the usual one, and which port leads where.</summary>
    public IReadOnlyList<string> LinesOf(RecordedWorkload workload) =>
        [.. Behind(workload).OrderBy(service => service.Name, StringComparer.Ordinal).Select(service => service.Line(workload))];

    /// <summary>The workload with the ports that Services send to by number: its containers may leave them out.</summary>
    public RecordedWorkload WithPorts(RecordedWorkload workload)
    {
        IReadOnlyList<EndpointPort> ports =
        [
            .. workload.Ports.Concat(Behind(workload).SelectMany(service => service.Numbers)).DistinctBy(port => (port.Number, port.Protocol)),
        ];
        return ports.Count == workload.Ports.Count ? workload : workload with { Ports = ports };
    }

    IEnumerable<Service> Behind(RecordedWorkload workload) => byNamespace[workload.Namespace]
        .Where(service => service.Selector.All(label => workload.Labels.TryGetValue(label.Key, out var value) && value == label.Value));

    sealed record Service(string Name, string Namespace, IReadOnlyDictionary<string, string> Selector, ImmutableDictionary<string, object> Spec)
    {
        public IEnumerable<EndpointPort> Numbers =>
            from port in Spec.Maps("ports")
            where (port.At("targetPort") ?? port.At("port")) is double and >= 1 and <= 65535
            select new EndpointPort((int)(port.Number("targetPort") ?? port.Number("port"))!.Value, ProtocolOf(port));

        public string Line(RecordedWorkload workload)
        {
            var kind = Spec.Text("type") is { } type && type != "ClusterIP" ? $" ({type})" : Spec.Text("clusterIP") == "None" ? " (headless)" : "";
            return $"{Name}{kind}: {string.Join(", ", Spec.Maps("ports").Select(port => Port(port, workload)))}";
        }

        static string Port(ImmutableDictionary<string, object> port, RecordedWorkload workload)
        {
            var from = Number(port.Number("port"));
            // By name, or by number, or the same one.
            var to = port.Text("targetPort") is { } name
                ? workload.Ports.FirstOrDefault(each => each.Name == name) is { } named ? Number(named.Number) : name
                : Number(port.Number("targetPort") ?? port.Number("port"));
            return $"{(from == to ? from : $"{from} → {to}")}/{port.Text("protocol") ?? "TCP"}";
        }

        static NetworkProtocol ProtocolOf(ImmutableDictionary<string, object> port) => port.Text("protocol") switch
        {
            "UDP" => NetworkProtocol.Udp,
            "SCTP" => NetworkProtocol.Sctp,
            _ => NetworkProtocol.Tcp,
        };

        static string Number(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "?";
    }
}
