using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Snapshots;

/// <summary>Which object of a cluster: the same in every version of its API.</summary>
/// <param name="Group">API group; empty for Kubernetes' core.</param>
/// <param name="Kind">Kind, e.g. <c>Pod</c>.</param>
/// <param name="Namespace">Namespace; null for a cluster-scoped object.</param>
/// <param name="Name">Name.</param>
public readonly record struct ObjectId(string Group, string Kind, string? Namespace, string Name)
{
    /// <summary>An object of Kubernetes' core.</summary>
    public static ObjectId Core(string kind, string? ns, string name) => new("", kind, ns, name);

    /// <summary>That of <paramref name="body"/>.</summary>
    public static ObjectId Of(KubernetesObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new(body.Group, body.Kind, body.Namespace, body.Name);
    }

    /// <summary><c>namespace/name</c>, or the name alone.</summary>
    public string Path => Namespace is null ? Name : $"{Namespace}/{Name}";

    /// <summary><c>Kind namespace/name</c>.</summary>
    public override string ToString() => $"{Kind} {Path}";
}
