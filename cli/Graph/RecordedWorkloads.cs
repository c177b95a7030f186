using System.Collections.Immutable;
using Basecamp.Components.Charts;
using Basecamp.Components.Workloads;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;
using Basecamp.Testing.Reachability;

namespace Basecamp.Cli.Graph;

/// <summary>Finds the workloads of a stack: what charts say they start, Kubernetes' own kinds, and databases.</summary>
static class RecordedWorkloads
{
    /// <summary>All workloads, those of one namespace and name told apart by kind.</summary>
    public static List<RecordedWorkload> Of(RecordedStack stack, KubernetesManifests manifests)
    {
        var scaled = ScaledReplicas.Of(manifests);
        var found = stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>()
            .SelectMany(OfChart)
            .Concat(manifests.Objects.Select(each => Of(each.ApiVersion, each.Kind, each.Namespace, each.Name, each.Body, scaled.LeastOf(each))).OfType<RecordedWorkload>());
        return [.. found.GroupBy(workload => workload.Id, StringComparer.Ordinal).SelectMany(Distinct)];
    }

    /// <summary>The pods that <paramref name="chart"/> starts.</summary>
    public static IEnumerable<RecordedWorkload> OfChart(HelmChart chart) =>
        chart.Workloads.Select(workload => OfChart(chart.Install.Namespace, workload));

    /// <summary>The pods that a Kubernetes object starts; null when it starts none.</summary>
    /// <param name="apiVersion">Its <c>apiVersion</c>.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="body">The whole object.</param>
    /// <param name="least">Pods that an autoscaler keeps at least. Default null: none is known.</param>
    public static RecordedWorkload? Of(
        string apiVersion, string kind, string? ns, string name, ImmutableDictionary<string, object> body, int? least = null) =>
        new Manifest(apiVersion, kind, ns, name, body).Workload(least);

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

    sealed record Manifest(string ApiVersion, string Kind, string? Namespace, string Name, ImmutableDictionary<string, object> Body)
    {
        public RecordedWorkload? Workload(int? least) => (ApiVersion, Kind) switch
        {
            ("apps/v1", "Deployment" or "StatefulSet") or ("argoproj.io/v1alpha1", "Rollout") =>
                OfTemplate("spec.template", Number("spec.replicas") ?? least ?? 1),
            ("apps/v1", "DaemonSet") => OfTemplate("spec.template", null),
            ("batch/v1", "Job") => OfTemplate("spec.template", Number("spec.parallelism") ?? 1),
            ("batch/v1", "CronJob") => OfTemplate("spec.jobTemplate.spec.template", null),
            ("postgresql.cnpg.io/v1", "Cluster") => OfDatabase("cnpg.io/cluster",
                [new(5432, Name: "postgresql"), new(9187, Name: "metrics"), new(8000, Name: "status")]),
            ("postgresql.cnpg.io/v1", "Pooler") => OfDatabase("cnpg.io/poolerName",
                [new(5432, Name: "pgbouncer"), new(9127, Name: "metrics")]),
            _ => null,
        };

        // Labels and ports that the operator gives its pods.
        RecordedWorkload OfDatabase(string label, IReadOnlyList<EndpointPort> ports) => new(
            Namespace ?? "default", Name, Kind, Number("spec.instances") ?? 1,
            new Dictionary<string, string> { [label] = Name }, ports, HostNetwork: false);

        RecordedWorkload OfTemplate(string template, int? replicas) => new(
            Namespace ?? "default", Name, Kind, replicas, Labels($"{template}.metadata.labels"),
            [.. List($"{template}.spec.containers").SelectMany(PortsOf).DistinctBy(port => (port.Number, port.Protocol))],
            At($"{template}.spec.hostNetwork") is true);

        IEnumerable<ImmutableDictionary<string, object>> List(string path) =>
            At(path) is ImmutableArray<object> list ? list.OfType<ImmutableDictionary<string, object>>() : [];

        Dictionary<string, string> Labels(string path) =>
            At(path) is ImmutableDictionary<string, object> labels
                ? labels.Where(label => label.Value is string)
                    .ToDictionary(label => label.Key, label => (string)label.Value, StringComparer.Ordinal)
                : [];

        int? Number(string path) => At(path) is double number ? (int)number : null;

        object? At(string path) => PropertyPath.Parse(path).Resolve(Body);
    }

    static IEnumerable<EndpointPort> PortsOf(ImmutableDictionary<string, object> container)
    {
        if (container.GetValueOrDefault("ports") is not ImmutableArray<object> ports)
            yield break;
        foreach (var port in ports.OfType<ImmutableDictionary<string, object>>())
        {
            if (port.GetValueOrDefault("containerPort") is not double number || number is < 1 or > 65535)
                continue;
            var protocol = port.GetValueOrDefault("protocol") switch
            {
                "UDP" => NetworkProtocol.Udp,
                "SCTP" => NetworkProtocol.Sctp,
                _ => NetworkProtocol.Tcp,
            };
            yield return new((int)number, protocol, port.GetValueOrDefault("name") as string);
        }
    }
}
