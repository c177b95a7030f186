using System.Collections.Immutable;
using System.Globalization;
using Basecamp.Cli.Charts;
using Basecamp.Components.Charts;
using Basecamp.Components.Clusters;
using Basecamp.Components.Workloads;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Preview;

/// <summary>Finds the pods that a stack keeps running, with what they ask for.</summary>
static class CapacityPods
{
    const double Mebi = 1024 * 1024;

    // Longhorn's own, where nothing is set (guaranteed-instance-manager-cpu).
    const double InstanceManagerPercent = 12;

    /// <summary>All of them: of objects, of charts as they render, and of charts as components declare them where no render shows them.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="charts">Its charts as they render.</param>
    /// <param name="isReserved">Whether a machine is a server that agents relieve.</param>
    public static IEnumerable<AskedPods> AllOf(RecordedStack stack, IReadOnlyList<RenderedChart> charts, Func<NodeFacts, bool> isReserved)
    {
        var manifests = KubernetesManifests.From(stack);
        var defaults = ContainerDefaults.Of(manifests);
        // Autoscalers and LimitRanges of the stack count for pods of charts, too.
        var all = manifests.With(charts.SelectMany(chart => chart.Recorded));
        foreach (var pods in PodRequests.AllOf(all))
        {
            var name = NameOf(pods.Owner.Kind, pods.Owner.Namespace, pods.Owner.Name);
            yield return new(name, pods.Replicas, pods.IsPerNode, pods.Cores, pods.Bytes, pods.IsDefaulted)
            {
                FitsOn = machine => NodeFit.Takes(machine.Node, isReserved(machine.Node), pods.Spec),
            };
        }
        var rendered = charts.SelectMany(chart => chart.Recorded).Select(each => (each.Kind, each.Namespace, each.Name)).ToHashSet();
        foreach (var chart in stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>())
        {
            // What an operator makes is in no render, so it counts as declared.
            foreach (var workload in chart.Workloads.Where(workload => workload.Kind is not (WorkloadKind.Job or WorkloadKind.CronJob)))
            {
                var ns = workload.Namespace ?? chart.Install.Namespace;
                if (!rendered.Contains((workload.Kind.ToString(), ns, workload.Name)))
                    yield return Of(workload, ns, defaults.Of(ns));
            }
            // One on each machine, which asks for a part of its CPU.
            if (chart.Install.Chart.Name == "longhorn")
                yield return new(NameOf("Pod", chart.Install.Namespace, "instance-manager-*"), 1, true, 0, 0, false) { PartOfCores = PercentOf(chart) / 100 };
        }
    }

    static AskedPods Of(Workload workload, string ns, (double Cores, double Bytes) given) => new(
        NameOf(workload.Kind.ToString(), ns, workload.Name), workload.Replicas, workload.Kind == WorkloadKind.DaemonSet,
        workload.Requests.CpuMillis > 0 ? workload.Requests.CpuMillis / 1000d : given.Cores,
        workload.Requests.MemoryMebibytes > 0 ? workload.Requests.MemoryMebibytes * Mebi : given.Bytes,
        workload.Requests.CpuMillis == 0 || workload.Requests.MemoryMebibytes == 0);

    static double PercentOf(HelmChart chart)
    {
        var settings = chart.Install.Values.ToMap().GetValueOrDefault("defaultSettings") as IReadOnlyDictionary<string, object>;
        var given = Convert.ToString(settings?.GetValueOrDefault("guaranteedInstanceManagerCPU"), CultureInfo.InvariantCulture);
        return double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent : InstanceManagerPercent;
    }

    static string NameOf(string kind, string? ns, string name) => $"{kind} {ns ?? "default"}/{name}";
}
