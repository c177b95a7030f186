using Basecamp.Cli.Charts;
using Basecamp.Components.Platform;
using Basecamp.Infra.Platform;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;

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

    // Names on a line.
    const int Shown = 3;

    /// <summary>How many of the machines may fail, the largest first, so that the others still carry all pods; null when unknown.</summary>
    public int? MayFail { get; init; }

    /// <summary>Pods of which some amount is a default of their namespace, or missing: nobody wrote it.</summary>
    public int Defaulted { get; init; }

    /// <summary>What makes these pods, sorted: <c>Deployment shop/web</c>.</summary>
    public IReadOnlyList<string> DefaultedNames { get; init; } = [];

    /// <summary>Pods that no machine takes by its labels and taints as far as the stack file says them, sorted.</summary>
    public IReadOnlyList<string> WithoutMachine { get; init; } = [];

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
        var (free, reserved) = (open.Select(machine => machine.Node).ToHashSet(), platform.Cluster.Workers.ToHashSet());
        var all = CapacityPods.AllOf(stack, charts ?? [], node => !free.Contains(node) && !reserved.Contains(node)).ToList();
        // What may only run on servers takes nothing from the others; what fits nowhere waits for a machine, so it counts.
        var others = platform.Cluster.Nodes.Where(node => !free.Contains(node)).Select(Machine.Of).ToList();
        var asked = all.Where(each => each.IsPerNode || open.Any(each.FitsOn) || !others.Exists(machine => each.FitsOn(machine))).ToList();
        var placed = asked.SelectMany(each => PlacesOf(each, open).Select(place => (Asked: each, place.Machine, place.Pods))).ToList();
        var isKnown = open.All(machine => machine is { Cores: not null, Bytes: not null });
        return new(
            placed.Sum(place => place.Pods), placed.Sum(place => place.Pods * place.Asked.CoresOn(place.Machine)),
            placed.Sum(place => place.Pods * place.Asked.Bytes), open.Count,
            isKnown ? open.Sum(machine => machine.Cores) : null, isKnown ? open.Sum(machine => machine.Bytes) : null)
        {
            MayFail = isKnown ? MayFailOf(open, asked) : null,
            Defaulted = placed.Where(place => place.Asked.IsDefaulted).Sum(place => place.Pods),
            DefaultedNames = NamesOf(placed.Where(place => place.Asked.IsDefaulted && place.Pods > 0).Select(place => place.Asked)),
            WithoutMachine = NamesOf(asked.Where(each => each is { IsPerNode: false, Pods: > 0 } && !open.Any(each.FitsOn))),
            MustSurvive = platform.Services.Facts.Profile == PlatformProfile.Ha,
        };
    }

    static IReadOnlyList<string> NamesOf(IEnumerable<AskedPods> asked) => [.. asked.Select(each => each.Name).Distinct().Order(StringComparer.Ordinal)];

    // Which machine an ordinary pod runs on does not matter for the sums.
    static IEnumerable<(Machine Machine, int Pods)> PlacesOf(AskedPods asked, IReadOnlyList<Machine> open) =>
        asked.IsPerNode ? open.Where(asked.FitsOn).Select(machine => (machine, asked.Pods)) : open.Take(1).Select(machine => (machine, asked.Pods));

    /// <summary>One line for people.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{PreviewReport.Count(Pods, "pod")} {(Pods == 1 ? "asks" : "ask")} for {Share(Cores, CoresOfNodes, 1, "cores")} and {Share(Bytes, BytesOfNodes, Gibi, "GiB")} on {PreviewReport.Count(Nodes, "node")}");

    /// <summary>What else there is to say, a line; empty when nothing is.</summary>
    public string Details => string.Join("; ", Parts(Shown));

    /// <summary>The same with every name.</summary>
    public string AllDetails => string.Join("; ", Parts(int.MaxValue));

    IEnumerable<string> Parts(int most)
    {
        if (MayFail is { } number && Nodes > 1 && !IsExceeded)
            yield return number == 0 ? "tolerates the loss of no node" : $"tolerates the loss of {PreviewReport.Count(number, "node")}";
        if (Defaulted > 0)
            yield return $"{PreviewReport.Count(Defaulted, "pod")} without explicit requests ({Listed(DefaultedNames, most)})";
        if (WithoutMachine.Count > 0)
            yield return $"no node matches the selector and tolerations of {Listed(WithoutMachine, most)}";
    }

    static string Listed(IReadOnlyList<string> names, int most) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? $" and {names.Count - most} more" : "");

    /// <summary>The finding when <see cref="IsExceeded"/>.</summary>
    public Finding ToFinding() => new(
        "BC013", null, $"{this}: the last ones would stay Pending.",
        "Choose a smaller `profile`, switch something off, or correct `cpus` and `memoryMiB` of the nodes.");

    // Sums, as if pods were sand: what fits here may still not fit machine by machine. The worst machines to lose are those with most room beside what
    // runs on each of them.
    static int MayFailOf(IReadOnlyList<Machine> open, IReadOnlyList<AskedPods> asked)
    {
        var daemons = asked.Where(each => each.IsPerNode).ToList();
        var cores = RoomOf(machine => machine.Cores!.Value, (each, machine) => each.CoresOn(machine));
        var bytes = RoomOf(machine => machine.Bytes!.Value, (each, _) => each.Bytes);
        var others = asked.Where(each => !each.IsPerNode).ToList();
        var (neededCores, neededBytes) = (others.Sum(each => each.Pods * each.Cores), others.Sum(each => each.Pods * each.Bytes));
        var number = 0;
        while (number + 1 < open.Count && cores.Skip(number + 1).Sum() >= neededCores && bytes.Skip(number + 1).Sum() >= neededBytes)
            number++;
        return number;

        List<double> RoomOf(Func<Machine, double> there, Func<AskedPods, Machine, double> amount) =>
        [
            .. from machine in open
               let taken = daemons.Where(each => each.FitsOn(machine)).Sum(each => each.Pods * amount(each, machine))
               let left = Math.Max(0, there(machine) - taken)
               orderby left descending
               select left,
        ];
    }

    static string Share(double asked, double? there, double unit, string name) => there is { } all
        ? FormattableString.Invariant($"{asked / unit:0.0} of {all / unit:0.#} {name} ({asked / all:P0})")
        : FormattableString.Invariant($"{asked / unit:0.0} {name}");
}
