using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Values;

namespace Basecamp.Components.Monitoring;

/// <summary>
/// How the control plane is scraped. K3s runs it in its own process, so that no pod can be selected: the servers' addresses are given, or the
/// job and its rules are off, because an alert about a target that cannot exist only teaches people to ignore alerts.
/// </summary>
/// <remarks>
/// The ports answer on the node address because the homelab tier sets <c>bind-address</c> and <c>etcd-expose-metrics</c>. Every port of one
/// K3s process serves all of the process' metrics (k3s#3619), so that each job keeps its own families; otherwise one server's series would be
/// stored six times.
/// </remarks>
static class ControlPlaneScrape
{
    const string Process = "process_.*|go_goroutines|go_memstats_alloc_bytes|rest_client_.*|leader_election_.*";

    public static ValueTree For(ClusterFacts cluster)
    {
        var servers = Addresses(cluster.Nodes.Where(node => node.Role == NodeRole.Server));
        return Job("kubeControllerManager", servers, 10257, $"{Process}|workqueue_.*|node_collector_.*|.*_controller_.*|endpoint_slice_.*|storage_count_.*", isHttps: true)
            .Merge(Job("kubeScheduler", servers, 10259, $"{Process}|scheduler_.*", isHttps: true))
            .Merge(Job("kubeEtcd", cluster.Etcd is { Metrics: true } ? servers : [], 2381, $"{Process}|etcd_.*|grpc_server_.*", isHttps: false))
            .Merge(Job("kubeProxy", cluster.ReplacesKubeProxy ? [] : Addresses(cluster.Nodes), 10249, $"{Process}|kubeproxy_.*", isHttps: false))
            .Merge(Kubelet);
    }

    /// <summary>Whether a job finds targets.</summary>
    public static bool Scrapes(ValueTree values, string job) => values.ToMap()[job] is Dictionary<string, object> map && map["enabled"] is true;

    static ValueTree Job(string job, ImmutableArray<string> addresses, int port, string families, bool isHttps)
    {
        var isOn = !addresses.IsEmpty;
        var values = new ValueTree { [$"{job}.enabled"] = isOn };
        if (!isOn)
            return values;
        values[$"{job}.endpoints"] = addresses;
        values[$"{job}.service.port"] = port;
        values[$"{job}.service.targetPort"] = port;
        if (isHttps)
        {
            values[$"{job}.serviceMonitor.https"] = true;
            // A self-signed certificate for localhost, renewed with every start.
            values[$"{job}.serviceMonitor.insecureSkipVerify"] = true;
        }
        values[$"{job}.serviceMonitor.metricRelabelings"] = new[] { Rule("keep", families) };
        return values;
    }

    // The first rule is the chart's own, which a list replaces.
    static ValueTree Kubelet => new()
    {
        ["kubelet.serviceMonitor.cAdvisorInterval"] = "30s",
        ["kubelet.serviceMonitor.probes"] = false,
        ["kubelet.serviceMonitor.metricRelabelings"] = new[]
        {
            new ValueTree
            {
                ["action"] = "drop",
                ["sourceLabels"] = new[] { "__name__", "le" },
                ["regex"] = @"(csi_operations|storage_operation_duration)_seconds_bucket;(0.25|2.5|15|25|120|600)(\.0)?",
            },
            Rule("drop", "apiserver_.*|etcd_.*|scheduler_.*|kubeproxy_.*|workqueue_.*|node_collector_.*|grpc_server_.*|aggregator_.*"),
        },
    };

    static ValueTree Rule(string action, string families) => new()
    {
        ["action"] = action,
        ["sourceLabels"] = new[] { "__name__" },
        ["regex"] = families,
    };

    static ImmutableArray<string> Addresses(IEnumerable<NodeFacts> nodes) =>
        [.. nodes.Where(node => !node.Cidrs.IsEmpty).Select(node => node.Cidrs[0].Split('/')[0])];
}
