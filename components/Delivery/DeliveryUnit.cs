using Basecamp.Components.Catalog;
using Basecamp.Components.Values;
using Pulumi;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Components.Delivery;

/// <summary>
/// What is delivered together: one component's charts and manifests. Pulumi waits for the units before it; Argo CD gets an Application in a
/// later sync wave, Flux a Kustomization that depends on theirs.
/// </summary>
public sealed class DeliveryUnit
{
    readonly List<ChartInstall> charts = [];
    readonly List<Resource> releases = [];
    readonly List<Resource> first = [];
    readonly List<Resource> beforeCharts = [];
    readonly HashSet<DeliveryUnit> before;

    internal DeliveryUnit(string name, PlatformDelivery delivery, Resource? parent, IReadOnlyList<DeliveryUnit> after, bool isDirect)
    {
        Name = name;
        Delivery = delivery;
        After = after;
        before = [.. after, .. after.SelectMany(unit => unit.before)];
        IsDirect = isDirect || !delivery.IsGitOps;
        // What Pulumi applies is there before the GitOps engine starts, so that only units of the engine's own count.
        Wave = after.Where(unit => !unit.IsDirect).Select(unit => unit.Wave + 1).DefaultIfEmpty(0).Max();
        Manifests = IsDirect ? delivery.Cluster : delivery.ManifestsIn(name, parent);
    }

    /// <summary>Name, unique in its root.</summary>
    public string Name { get; }

    /// <summary>Who applies it.</summary>
    public PlatformDelivery Delivery { get; }

    /// <summary>Units that must be there before.</summary>
    public IReadOnlyList<DeliveryUnit> After { get; }

    /// <summary>Whether Pulumi applies it itself, because Pulumi delivers everything or because GitOps could not start without it.</summary>
    public bool IsDirect { get; }

    /// <summary>Sync wave: how many units stand in a row before this one.</summary>
    public int Wave { get; }

    /// <summary>Charts of the unit, in declared order.</summary>
    public IReadOnlyList<ChartInstall> Charts => charts;

    /// <summary>The provider of the unit's manifests.</summary>
    internal Kubernetes.Provider Manifests { get; }

    /// <summary>The component of this unit, once it is complete: what Pulumi waits for.</summary>
    internal Resource? Component { get; set; }

    /// <summary>What an object waits for under Pulumi: the units before, and what this one declared first.</summary>
    /// <remarks>
    /// Each resource lists in Pulumi's state what it waits for, and a component counts as everything in it. So a unit is waited for by its charts,
    /// which are ready last and wait for its namespace; and not at all where other units before wait for it already.
    /// </remarks>
    internal IEnumerable<Resource> Dependencies => After.Where(unit => !After.Any(other => other.before.Contains(unit))).SelectMany(unit => unit.Ready).Concat(first);

    /// <summary>What a chart waits for: what objects wait for, and the policies that its pods cannot start without.</summary>
    internal IEnumerable<Resource> ChartDependencies => Dependencies.Concat(beforeCharts);

    // What is left to a GitOps engine is ordered by that engine.
    IEnumerable<Resource> Ready => !IsDirect ? [] : releases.Count > 0 ? releases : Component is { } component ? [component] : [];

    internal void First(Resource resource) => first.Add(resource);

    /// <summary>What charts alone wait for.</summary>
    internal void BeforeCharts(Resource resource) => beforeCharts.Add(resource);

    internal void Add(ChartInstall chart, Resource? release)
    {
        charts.Add(chart);
        if (release is not null)
            releases.Add(release);
    }

    /// <summary>Writes the wrapper that tells the GitOps engine about the unit. Called once, after everything in it was declared.</summary>
    internal void Complete(Resource component)
    {
        Component = component;
        if (IsDirect)
            return;
        if (Delivery.Engine == DeliveryEngine.Argocd)
            ArgoApplication.Register(this, component);
        else
            FluxKustomization.Register(this, component);
    }
}

/// <summary>A chart to install, by whoever delivers.</summary>
/// <param name="Chart">Chart and version.</param>
/// <param name="Release">Release name.</param>
/// <param name="Namespace">Namespace.</param>
/// <param name="Values">Values.</param>
/// <param name="SkipCrds">Whether definitions in the chart's <c>crds/</c> are left out, because they are applied apart.</param>
/// <param name="StartsByHand">
/// Whether its pods are not ready before somebody did something by hand: waiting for them would only end with a failed release. Default false.
/// </param>
public sealed record ChartInstall(ChartPin Chart, string Release, string Namespace, ValueTree Values, bool SkipCrds, bool StartsByHand = false)
{
    /// <summary>How long its pods may take to be ready: long enough for images on a slow line. What needs longer is stuck.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromMinutes(15);
}
