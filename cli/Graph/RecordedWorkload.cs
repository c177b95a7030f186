using Basecamp.Manifests.Reachability;

namespace Basecamp.Cli.Graph;

/// <summary>Pods as a stack declares them.</summary>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Name">Name of the object that keeps them running.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Replicas">Pods; null for one on each node, or none at rest.</param>
/// <param name="Labels">Labels of the pods.</param>
/// <param name="Ports">Where they listen.</param>
/// <param name="HostNetwork">Whether they use their node's network.</param>
sealed record RecordedWorkload(
    string Namespace,
    string Name,
    string Kind,
    int? Replicas,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<EndpointPort> Ports,
    bool HostNetwork)
{
    /// <summary>Name to tell it from workloads of its namespace, as a path uses it.</summary>
    public string LocalId { get; init; } = Name;

    /// <summary>Who says that it is there. Default the stack.</summary>
    public WorkloadOrigin Origin { get; init; }

    /// <summary>Those of <see cref="Ports"/> that its chart renders to and its component does not declare. Default none.</summary>
    public IReadOnlyList<EndpointPort> UndeclaredPorts { get; init; } = [];

    /// <summary>When Helm starts it, e.g. <c>pre-delete</c>; null for what runs all the time. Default null.</summary>
    public string? Hook { get; init; }

    /// <summary>Namespace and <see cref="LocalId"/>.</summary>
    public string Id => $"{Namespace}/{LocalId}";
}
