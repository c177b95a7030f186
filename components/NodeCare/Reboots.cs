using System.Collections.Immutable;
using Basecamp.Components.Alerts;
using Basecamp.Components.Configuration;
using Basecamp.Components.Namespaces;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.NodeCare;

/// <summary>kured, which reboots machines that ask for it: one at a time, in a window, drained before, and not while alerts fire.</summary>
public sealed class Reboots : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "kured-system";

    const int Metrics = 8080;
    const int Prometheus = 9090;

    // Alerts that are meant to fire always, that say nothing about health, or that a reboot would end.
    const string IgnoredAlerts = "^(Watchdog|InfoInhibitor|NodeRebootOverdue|CiliumPolicyDenies|PolicyRefusesObjects)$";

    static readonly ResourceRequests Requests = new(10, 32, 128);

    /// <summary>Installs kured.</summary>
    public Reboots(string name, RebootsArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Reboots", name, args, options)
    {
        Namespace(new()
        {
            Name = "kured",
            PodSecurity = PodSecurity.Privileged("kured reboots its machine by running a command in the machine's own process namespace."),
            MaxPods = null,
            AllowSameNamespace = false,
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromPrometheus(Metrics)],
        });
        Chart(Catalog.Charts.Kured, "kured", NamespaceName, Values(args.Reboots), Workloads);
        if (Asks(args.Reboots))
            Connect("kured-to-prometheus", Pods, MonitoringPeers.Prometheus, Prometheus);
        Alerts(NamespaceName, Overdue, NotBack);
        Deliver();
    }

    static Peer.Pods Pods { get; } = new(NamespaceName, Workload.Named("kured"));

    bool Asks(RebootSpec reboots) => reboots.WaitForAlerts && Platform.Monitoring;

    ValueTree Values(RebootSpec reboots) => new()
    {
        ["configuration.rebootDays"] = reboots.Window.Days.Select(day => day.ToString()[..2].ToLowerInvariant()),
        ["configuration.startTime"] = reboots.Window.Start,
        ["configuration.endTime"] = reboots.Window.End,
        ["configuration.timeZone"] = reboots.Window.TimeZone,
        ["configuration.period"] = "10m",
        ["configuration.concurrency"] = 1,
        ["configuration.drainTimeout"] = DurationText.Format(reboots.DrainTimeout),
        // Without it, a drain that a disruption budget holds up would end in a reboot all the same.
        ["configuration.forceReboot"] = false,
        // Text: the chart's own default, 0, is a number, but the program takes durations.
        ["configuration.lockTtl"] = DurationText.Format(reboots.LockTtl),
        // Time for storage to replicate again before the next machine goes.
        ["configuration.lockReleaseDelay"] = "5m",
        ["configuration.annotateNodes"] = true,
        ["configuration.logFormat"] = "json",
        ["configuration.prometheusUrl"] = Asks(reboots) ? $"http://kube-prometheus-stack-prometheus.{MonitoringPeers.Namespace}.svc:{Prometheus}" : null,
        ["configuration.alertFilterRegexp"] = Asks(reboots) ? IgnoredAlerts : null,
        ["configuration.alertFiringOnly"] = Asks(reboots) ? true : null,
        ["resources"] = Requests.ToValues(),
        ["tolerations"] = Place.TolerateNodes(Platform.Cluster),
        ["priorityClassName"] = Priority.System,
        ["metrics.create"] = Platform.Monitoring ? true : null,
    };

    static ImmutableArray<Workload> Workloads =>
    [
        new() { Name = "kured", Kind = WorkloadKind.DaemonSet, Labels = Pods.Labels, Ports = [new("metrics", Metrics)], Requests = Requests },
    ];

    static AlertRule Overdue { get; } = new()
    {
        Name = "NodeRebootOverdue",
        Expression = """max by (node) (kured_reboot_required) == 1""",
        For = TimeSpan.FromDays(3),
        Summary = "{{ $labels.node }} has waited three days for its reboot",
        Description = "Updates are installed but not running. Something keeps kured from draining it: an alert that keeps firing, or a disruption budget.",
        Runbook = "node-reboot",
    };

    static AlertRule NotBack { get; } = new()
    {
        Name = "NodeLeftCordoned",
        Expression = """
            max by (node) (kube_node_spec_unschedulable) == 1
            """,
        For = TimeSpan.FromHours(2),
        Summary = "{{ $labels.node }} has taken no new pods for two hours",
        Description = "A drain, a reboot or an upgrade did not end, or somebody forgot to uncordon it. The others carry its load.",
        Runbook = "node-reboot",
    };
}

/// <summary>Arguments of <see cref="Reboots"/>.</summary>
public sealed class RebootsArgs : PlatformComponentArgs
{
    /// <summary>When and how. Default: every night.</summary>
    public RebootSpec Reboots { get; init; } = new();
}
