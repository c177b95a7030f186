namespace Basecamp.Manifests.Reachability;

/// <summary>Pods with the same labels and ports, e.g. those of a Deployment.</summary>
public sealed class PodGroup : Endpoint
{
    /// <summary>Describes pods.</summary>
    /// <param name="ns">Their namespace.</param>
    /// <param name="name">What to call them, usually the workload's name. Policies do not see it.</param>
    /// <param name="labels">Labels of the pods, not of their workload.</param>
    /// <param name="ports">Ports they listen on.</param>
    /// <param name="hostNetwork">True for pods in their node's network: policies neither select nor protect them, to others they are
    /// the node.</param>
    public PodGroup(
        string ns,
        string name,
        IReadOnlyDictionary<string, string> labels,
        IReadOnlyList<EndpointPort>? ports = null,
        bool hostNetwork = false)
        : base($"{PlainName(ns)}/{PlainName(name)}", ports ?? [])
    {
        ArgumentNullException.ThrowIfNull(labels);
        Namespace = ns;
        Name = name;
        Labels = labels;
        HostNetwork = hostNetwork;
    }

    /// <summary>Namespace of the pods.</summary>
    public string Namespace { get; }

    /// <summary>Name within the namespace.</summary>
    public string Name { get; }

    /// <summary>Labels of the pods.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Whether they share their node's network. Default false.</summary>
    public bool HostNetwork { get; }
}
