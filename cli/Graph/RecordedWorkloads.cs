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
            .SelectMany(chart => chart.Workloads.Select(workload => OfChart(chart.Install.Namespace, workload)))
            .Concat(manifests.Objects.Select(manifest => OfObject(manifest, scaled)).OfType<RecordedWorkload>());
        return [.. found.GroupBy(workload => workload.Id, StringComparer.Ordinal).SelectMany(Distinct)];
    }

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

    static RecordedWorkload? OfObject(KubernetesObject manifest, ScaledReplicas scaled) => (manifest.ApiVersion, manifest.Kind) switch
    {
        ("apps/v1", "Deployment" or "StatefulSet") or ("argoproj.io/v1alpha1", "Rollout") =>
            OfTemplate(manifest, "spec.template", Number(manifest, "spec.replicas") ?? scaled.LeastOf(manifest) ?? 1),
        ("apps/v1", "DaemonSet") => OfTemplate(manifest, "spec.template", null),
        ("batch/v1", "Job") => OfTemplate(manifest, "spec.template", Number(manifest, "spec.parallelism") ?? 1),
        ("batch/v1", "CronJob") => OfTemplate(manifest, "spec.jobTemplate.spec.template", null),
        ("postgresql.cnpg.io/v1", "Cluster") => OfDatabase(manifest, "instances", "cnpg.io/cluster",
            [new(5432, Name: "postgresql"), new(9187, Name: "metrics"), new(8000, Name: "status")]),
        ("postgresql.cnpg.io/v1", "Pooler") => OfDatabase(manifest, "instances", "cnpg.io/poolerName",
            [new(5432, Name: "pgbouncer"), new(9127, Name: "metrics")]),
        _ => null,
    };

    // Labels and ports that the operator gives its pods.
    static RecordedWorkload OfDatabase(KubernetesObject manifest, string replicas, string label, IReadOnlyList<EndpointPort> ports) => new(
        manifest.Namespace ?? "default", manifest.Name, manifest.Kind, Number(manifest, $"spec.{replicas}") ?? 1,
        new Dictionary<string, string> { [label] = manifest.Name }, ports, HostNetwork: false);

    static RecordedWorkload OfTemplate(KubernetesObject manifest, string template, int? replicas) => new(
        manifest.Namespace ?? "default", manifest.Name, manifest.Kind, replicas, Labels(manifest, $"{template}.metadata.labels"),
        [.. List(manifest, $"{template}.spec.containers").SelectMany(PortsOf).DistinctBy(port => (port.Number, port.Protocol))],
        manifest.Resource.Input($"{template}.spec.hostNetwork") is true);

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

    static IEnumerable<ImmutableDictionary<string, object>> List(KubernetesObject manifest, string path) =>
        manifest.Resource.Input(path) is ImmutableArray<object> list ? list.OfType<ImmutableDictionary<string, object>>() : [];

    static Dictionary<string, string> Labels(KubernetesObject manifest, string path) =>
        manifest.Resource.Input(path) is ImmutableDictionary<string, object> labels
            ? labels.Where(label => label.Value is string)
                .ToDictionary(label => label.Key, label => (string)label.Value, StringComparer.Ordinal)
            : [];

    static int? Number(KubernetesObject manifest, string path) =>
        manifest.Resource.Input(path) is double number ? (int)number : null;
}
