using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Logs;

/// <summary>Grafana Alloy: on every machine, reading the files of its pods; and once for the cluster, reading events. Both send to Loki.</summary>
public sealed class Alloy : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "alloy-system";

    // Two releases of one chart: every machine's own would send every event.
    const string Files = "alloy";
    const string Events = "alloy-events";

    /// <summary>Installs Alloy.</summary>
    public Alloy(string name, AlloyArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Alloy", name, args, options)
    {
        Namespace(new()
        {
            Name = "alloy",
            PodSecurity = PodSecurity.Privileged("Log files below /var/log/pods belong to root, and positions are kept on the machine."),
            // One pod per machine, so no limit.
            MaxPods = null,
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromPrometheus(12345)],
        });
        Chart(Catalog.Charts.Alloy, Files, NamespaceName, AlloyValues.ForFiles(Platform), [WorkloadOf(Files) with { Kind = WorkloadKind.DaemonSet }]);
        Chart(Catalog.Charts.Alloy, Events, NamespaceName, AlloyValues.ForEvents(Platform), [WorkloadOf(Events)]);
        Connect("alloy-to-loki", new(NamespaceName), Loki.Peer, Loki.Port);
        Alerts(NamespaceName, [.. LogAlerts.OfAlloy]);
        Deliver();
    }

    static Workload WorkloadOf(string release) => new()
    {
        Name = release,
        Labels = Workload.Named("alloy").Add("app.kubernetes.io/instance", release),
        Ports = [new("http-metrics", 12345)],
        Requests = new(
            AlloyValues.Alloy.CpuMillis + AlloyValues.Reloader.CpuMillis,
            AlloyValues.Alloy.MemoryMebibytes + AlloyValues.Reloader.MemoryMebibytes,
            AlloyValues.Alloy.MemoryLimit + AlloyValues.Reloader.MemoryLimit),
    };
}
