using System.Collections.Immutable;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Platform;
using Pulumi;

namespace Basecamp.Components.Parts;

/// <summary>A platform while its parts are installed, one after the other: what they build on, and what those before them brought.</summary>
/// <param name="context">What components build on.</param>
/// <param name="stores">Object stores outside of the cluster.</param>
/// <param name="child">Options of the tier's children.</param>
public sealed class PlatformBuild(PlatformContext context, ObjectStores stores, ComponentResourceOptions child)
{
    readonly List<(Stage? Stage, PlatformComponent Component)> installed = [];

    /// <summary>What components build on.</summary>
    public PlatformContext Context { get; } = context;

    /// <summary>Options of the tier's children.</summary>
    public ComponentResourceOptions Child { get; } = child;

    /// <summary>Object stores; the one in the cluster once it is there.</summary>
    public ObjectStores Stores { get; set; } = stores;

    /// <summary>Storage classes by purpose. Default K3s' own, until something better is there.</summary>
    public StorageClasses Classes { get; set; } = StorageClasses.Local;

    /// <summary>Whether the stack owns apps too. Default false.</summary>
    public bool HasApps { get; init; }

    /// <summary>What a part comes after, in a stable order.</summary>
    public ImmutableArray<PlatformComponent> Before(PlatformPart part) => In(part.After);

    /// <summary>Components of stages, in a stable order.</summary>
    public ImmutableArray<PlatformComponent> In(params IEnumerable<Stage> stages) =>
        [.. stages.SelectMany(stage => installed.Where(each => each.Stage == stage)).Select(each => each.Component).Distinct()];

    /// <summary>Adds a component to the stage of its part.</summary>
    public TComponent Add<TComponent>(PlatformPart part, TComponent component)
        where TComponent : PlatformComponent
    {
        installed.Add((part.Stage, component));
        return component;
    }

    /// <summary>Adds a component that no part waits for.</summary>
    public void Add(PlatformComponent component) => installed.Add((null, component));

    /// <summary>The component of a kind; null when there is none.</summary>
    public TComponent? Find<TComponent>()
        where TComponent : PlatformComponent => All<TComponent>().FirstOrDefault();

    /// <summary>All components of a kind.</summary>
    public IEnumerable<TComponent> All<TComponent>()
        where TComponent : PlatformComponent => installed.Select(each => each.Component).OfType<TComponent>();
}
