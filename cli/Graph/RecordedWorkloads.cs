using System.Collections.Immutable;
using Basecamp.Cli.Charts;
using Basecamp.Components.Charts;
using Basecamp.Components.Workloads;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;
using Basecamp.Manifests.Reachability;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Graph;

/// <summary>Finds the workloads of a stack: what charts render to, or their components say they start, Kubernetes' own kinds, and databases.</summary>
static class RecordedWorkloads
{
    /// <summary>All workloads, those of one namespace and name told apart by kind.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="manifests">Its objects, with those of <paramref name="charts"/>.</param>
    /// <param name="charts">Its charts as they render. Default none: what components declare of their charts counts.</param>
    public static List<RecordedWorkload> Of(RecordedStack stack, KubernetesManifests manifests, IReadOnlyList<RenderedChart>? charts = null)
    {
        var scaled = ScaledReplicas.Of(manifests);
        var rendered = (charts ?? []).SelectMany(chart => chart.Recorded).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var looked = (charts ?? []).Select(chart => chart.Chart.Resource).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var found = (from each in manifests.Objects
                     let workload = Of(each.Body, scaled.LeastOf(each))
                     where workload is not null
                     select rendered.Contains(each) ? OfRender(workload, each.Body) : workload).ToList();
        var declared = from resource in stack.Resources
                       where resource.Resource is HelmChart
                       from workload in OfChart((HelmChart)resource.Resource!)
                       select (resource, workload);
        var places = new Dictionary<(string Kind, string Id), int>();
        foreach (var (index, workload) in found.Index())
            if (workload.Origin == WorkloadOrigin.OnlyRendered)
                places.TryAdd((workload.Kind, workload.Id), index);
        foreach (var (resource, workload) in declared)
        {
            if (places.TryGetValue((workload.Kind, workload.Id), out var index) && found[index].Origin == WorkloadOrigin.OnlyRendered)
                found[index] = Both(found[index], workload);
            else
                found.Add(looked.Contains(resource) ? workload with { Origin = WorkloadOrigin.OnlyDeclared } : workload);
        }
        return [.. found.GroupBy(workload => workload.Id, StringComparer.Ordinal).SelectMany(Distinct)];
    }

    static RecordedWorkload OfRender(RecordedWorkload workload, ImmutableDictionary<string, object> body) =>
        workload with { Origin = WorkloadOrigin.OnlyRendered, Hook = body.Text("metadata", "annotations", "helm.sh/hook") };

    // A pod may listen where its container does not say so, and a component knows.
    static RecordedWorkload Both(RecordedWorkload rendered, RecordedWorkload declared) => rendered with
    {
        Origin = WorkloadOrigin.Chart,
        Ports = [.. rendered.Ports.Concat(declared.Ports).DistinctBy(port => (port.Number, port.Protocol))],
        UndeclaredPorts = [.. rendered.Ports.Where(port => !declared.Ports.Any(each => (each.Number, each.Protocol) == (port.Number, port.Protocol)))],
    };

    /// <summary>The pods that <paramref name="chart"/> starts.</summary>
    public static IEnumerable<RecordedWorkload> OfChart(HelmChart chart) =>
        chart.Workloads.Select(workload => OfChart(chart.Install.Namespace, workload));

    /// <summary>The pods that a Kubernetes object starts; null when it starts none.</summary>
    /// <param name="body">The whole object.</param>
    /// <param name="least">Pods that an autoscaler keeps at least. Default null: none is known.</param>
    public static RecordedWorkload? Of(ImmutableDictionary<string, object> body, int? least = null) =>
        (ApiGroup.Of(body.Text("apiVersion") ?? ""), body.Text("kind")) switch
        {
            ("postgresql.cnpg.io", "Cluster") => OfDatabase(body, "cnpg.io/cluster",
                [new(5432, Name: "postgresql"), new(9187, Name: "metrics"), new(8000, Name: "status")]),
            ("postgresql.cnpg.io", "Pooler") => OfDatabase(body, "cnpg.io/poolerName",
                [new(5432, Name: "pgbouncer"), new(9127, Name: "metrics")]),
            (_, var kind) => PodTemplate.Of(body) is { } pods ? OfTemplate(body, kind!, pods, least) : null,
        };

    static IEnumerable<RecordedWorkload> Distinct(IGrouping<string, RecordedWorkload> same) => same.Count() == 1
        ? same
        : same.Select((workload, index) => workload with
        {
            LocalId = $"{workload.Name} ({workload.Kind}{(index == 0 ? "" : $" {index + 1}")})",
        });

    static RecordedWorkload OfChart(string ns, Workload workload) => new(
        workload.Namespace ?? ns,
        workload.Name,
        workload.Kind.ToString(),
        workload.Kind is WorkloadKind.DaemonSet or WorkloadKind.CronJob ? null : workload.Replicas,
        workload.Labels,
        [.. workload.Ports.Select(port => new EndpointPort(
            port.Number, port.Protocol == PortProtocol.Udp ? NetworkProtocol.Udp : NetworkProtocol.Tcp, port.Name))],
        workload.HostNetwork);

    // Labels and ports that the operator gives its pods.
    static RecordedWorkload OfDatabase(ImmutableDictionary<string, object> body, string label, IReadOnlyList<EndpointPort> ports) => new(
        NamespaceOf(body), NameOf(body), body.Text("kind")!, Number(body, "spec", "instances") ?? 1,
        new Dictionary<string, string> { [label] = NameOf(body) }, ports, HostNetwork: false);

    static RecordedWorkload OfTemplate(ImmutableDictionary<string, object> body, string kind, PodTemplate pods, int? least) => new(
        NamespaceOf(body), NameOf(body), kind,
        kind switch
        {
            "DaemonSet" or "CronJob" => null,
            "Job" => Number(body, "spec", "parallelism") ?? 1,
            _ => Number(body, "spec", "replicas") ?? least ?? 1,
        },
        pods.Labels.TextMap(),
        [.. pods.Spec.Maps("containers").SelectMany(PortsOf).DistinctBy(port => (port.Number, port.Protocol))],
        pods.HostNetwork);

    static string NamespaceOf(ImmutableDictionary<string, object> body) => body.Text("metadata", "namespace") ?? "default";

    static string NameOf(ImmutableDictionary<string, object> body) => body.Text("metadata", "name") ?? "";

    static int? Number(ImmutableDictionary<string, object> body, params ReadOnlySpan<string> keys) => (int?)body.Number(keys);

    static IEnumerable<EndpointPort> PortsOf(ImmutableDictionary<string, object> container)
    {
        foreach (var port in container.Maps("ports"))
        {
            if (port.Number("containerPort") is not { } number || number is < 1 or > 65535)
                continue;
            var protocol = port.Text("protocol") switch
            {
                "UDP" => NetworkProtocol.Udp,
                "SCTP" => NetworkProtocol.Sctp,
                _ => NetworkProtocol.Tcp,
            };
            yield return new((int)number, protocol, port.Text("name"));
        }
    }
}
