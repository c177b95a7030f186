using Basecamp.Components.Catalog;
using Basecamp.Components.Charts;
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
    readonly List<Resource> first = [];

    internal DeliveryUnit(string name, PlatformDelivery delivery, Resource? parent, IReadOnlyList<DeliveryUnit> after, bool isDirect)
    {
        Name = name;
        Delivery = delivery;
        After = after;
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

    /// <summary>What to wait for under Pulumi: the components before, and what this one declared first.</summary>
    internal IEnumerable<Resource> Dependencies => After.Select(unit => unit.Component).OfType<Resource>().Concat(first);

    internal void First(Resource resource) => first.Add(resource);

    internal void Add(ChartInstall chart) => charts.Add(chart);

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

/// <summary>A chart to install.</summary>
/// <param name="Chart">Chart and version.</param>
/// <param name="Release">Release name.</param>
/// <param name="Namespace">Namespace.</param>
/// <param name="Values">Values.</param>
/// <param name="SkipCrds">Whether definitions in the chart's <c>crds/</c> are left out, because they are applied apart.</param>
/// <param name="StartsByHand">
/// Whether its pods are not ready before somebody did something by hand: waiting for them would only end with a failed release. Default false.
/// </param>
public sealed record ChartInstall(ChartPin Chart, string Release, string Namespace, ValueTree Values, bool SkipCrds, bool StartsByHand = false);
