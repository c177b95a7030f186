using Basecamp.Cli.Charts;
using Basecamp.Components.Charts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Basecamp.Infra.Platform;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;

namespace Basecamp.Cli.Preview;

/// <summary>What all pods of a stack ask for, against what the machines have that take ordinary pods.</summary>
/// <param name="Pods">Pods.</param>
/// <param name="Cores">CPU they ask for.</param>
/// <param name="Bytes">Memory they ask for.</param>
/// <param name="Nodes">Machines that run them: servers that agents relieve are none.</param>
/// <param name="CoresOfNodes">CPU of these machines; null when unknown, as on a laptop cluster.</param>
/// <param name="BytesOfNodes">Memory of these machines without what the kubelet reserves; null when unknown.</param>
sealed record Capacity(int Pods, double Cores, double Bytes, int Nodes, double? CoresOfNodes, double? BytesOfNodes)
{
    const double Mebi = 1024 * 1024;
    const double Gibi = 1024 * Mebi;

    /// <summary>How many of the machines may fail, the largest first, so that the others still carry all pods; null when unknown.</summary>
    public int? MayFail { get; init; }

    /// <summary>Pods of which some amount is a default of their namespace, or missing: nobody wrote it.</summary>
    public int Defaulted { get; init; }

    /// <summary>Whether the platform's profile promises that a machine may fail.</summary>
    public bool MustSurvive { get; init; }

    /// <summary>Whether more is asked for than there is: then pods stay Pending.</summary>
    public bool IsExceeded => Cores > CoresOfNodes || Bytes > BytesOfNodes;

    /// <summary>What is suspicious; null when nothing is.</summary>
    public string? Warning => MustSurvive && !IsExceeded && MayFail == 0
        ? $"When one machine fails, the others do not carry all pods ({this}): some stay Pending until it is back. Add a machine, or give them more cores or memory."
        : null;

    /// <summary>The stack's capacity; null without a platform.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="charts">Its charts as they render. Default none: what components say about their pods counts.</param>
    public static Capacity? Of(RecordedStack stack, IReadOnlyList<RenderedChart>? charts = null)
    {
        if (stack.Resources.Select(resource => resource.Resource).OfType<PlatformTier>().FirstOrDefault() is not { } platform)
            return null;
        var open = Machine.OpenOf(platform.Cluster);
        var machines = open.Select(Machine.Of).OfType<Machine>().OrderByDescending(machine => machine.Bytes).ThenByDescending(machine => machine.Cores).ToList();
        var isKnown = machines.Count == open.Count;
        IReadOnlyList<AskedPods> asked = [.. AllOf(stack, charts ?? [], machines.Select(machine => machine.Cores).DefaultIfEmpty(0).Average())];
        return new(
            asked.Sum(each => each.On(open.Count)), asked.Sum(each => each.On(open.Count) * each.Cores), asked.Sum(each => each.On(open.Count) * each.Bytes), open.Count,
            isKnown ? machines.Sum(machine => machine.Cores) : null, isKnown ? machines.Sum(machine => machine.Bytes) : null)
        {
            MayFail = isKnown ? MayFailOf(machines, asked) : null,
            Defaulted = asked.Where(each => each.IsDefaulted).Sum(each => each.On(open.Count)),
            MustSurvive = platform.Services.Facts.Profile == PlatformProfile.Ha,
        };
    }

    /// <summary>One line for people.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{PreviewReport.Count(Pods, "pod")} {(Pods == 1 ? "asks" : "ask")} for {Share(Cores, CoresOfNodes, 1, "cores")} and {Share(Bytes, BytesOfNodes, Gibi, "GiB")} on {PreviewReport.Count(Nodes, "node")}");

    /// <summary>What else there is to say, a line; empty when nothing is.</summary>
    public string Details => string.Join("; ", Parts());

    IEnumerable<string> Parts()
    {
        if (MayFail is { } number && Nodes > 1 && !IsExceeded)
            yield return number == 0 ? "tolerates the loss of no node" : $"tolerates the loss of {PreviewReport.Count(number, "node")}";
        if (Defaulted > 0)
            yield return $"{PreviewReport.Count(Defaulted, "pod")} without explicit requests";
    }

    /// <summary>The finding when <see cref="IsExceeded"/>.</summary>
    public Finding ToFinding() => new(
        "BC013", null, $"{this}: the last ones would stay Pending.",
        "Choose a smaller `profile`, switch something off, or correct `cpus` and `memoryMiB` of the nodes.");

    static IEnumerable<AskedPods> AllOf(RecordedStack stack, IReadOnlyList<RenderedChart> charts, double coresOfMachine)
    {
        var manifests = KubernetesManifests.From(stack);
        var defaults = ContainerDefaults.Of(manifests);
        // Autoscalers and LimitRanges of the stack count for pods of charts, too.
        var all = KubernetesManifests.Of([.. manifests.Objects, .. charts.SelectMany(chart => chart.Recorded)]);
        foreach (var pods in PodRequests.AllOf(all))
            yield return new(pods.Replicas, pods.IsPerNode, pods.Cores, pods.Bytes, pods.IsDefaulted);
        var rendered = charts.SelectMany(chart => chart.Recorded).Select(each => (each.Kind, each.Namespace, each.Name)).ToHashSet();
        foreach (var chart in stack.Resources.Select(resource => resource.Resource).OfType<HelmChart>())
        {
            // What an operator makes is in no render, so it counts as declared.
            foreach (var workload in chart.Workloads.Where(workload => workload.Kind is not (WorkloadKind.Job or WorkloadKind.CronJob)))
            {
                var ns = workload.Namespace ?? chart.Install.Namespace;
                if (!rendered.Contains((workload.Kind.ToString(), ns, workload.Name)))
                    yield return Of(workload, defaults.Of(ns));
            }
            // Longhorn runs one on each machine, which asks for a share of its CPU.
            if (chart.Install.Chart.Name == "longhorn" && SettingsOf(chart).GetValueOrDefault("guaranteedInstanceManagerCPU") is int percent)
                yield return new(1, true, coresOfMachine * percent / 100, 0, false);
        }
    }

    static Dictionary<string, object> SettingsOf(HelmChart chart) => chart.Install.Values.ToMap().GetValueOrDefault("defaultSettings") as Dictionary<string, object> ?? [];

    static AskedPods Of(Workload workload, (double Cores, double Bytes) given) => new(
        workload.Replicas, workload.Kind == WorkloadKind.DaemonSet,
        workload.Requests.CpuMillis > 0 ? workload.Requests.CpuMillis / 1000d : given.Cores,
        workload.Requests.MemoryMebibytes > 0 ? workload.Requests.MemoryMebibytes * Mebi : given.Bytes,
        workload.Requests.CpuMillis == 0 || workload.Requests.MemoryMebibytes == 0);

    // Sums, as if pods were sand: what fits here may still not fit machine by machine.
    static int MayFailOf(IReadOnlyList<Machine> largestFirst, IReadOnlyList<AskedPods> asked)
    {
        var number = 0;
        while (number + 1 < largestFirst.Count && Fits([.. largestFirst.Skip(number + 1)]))
            number++;
        return number;

        bool Fits(IReadOnlyList<Machine> left) =>
            asked.Sum(each => each.On(left.Count) * each.Cores) <= left.Sum(machine => machine.Cores)
            && asked.Sum(each => each.On(left.Count) * each.Bytes) <= left.Sum(machine => machine.Bytes);
    }

    static string Share(double asked, double? there, double unit, string name) => there is { } all
        ? FormattableString.Invariant($"{asked / unit:0.0} of {all / unit:0.#} {name} ({asked / all:P0})")
        : FormattableString.Invariant($"{asked / unit:0.0} {name}");
}
