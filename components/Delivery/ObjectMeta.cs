using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Basecamp.Components.Delivery;

/// <summary>Metadata of Kubernetes objects. Names are always given, never generated: rendered files and policies refer to them.</summary>
public static class ObjectMeta
{
    /// <summary>Metadata of an object.</summary>
    /// <param name="name">Name.</param>
    /// <param name="ns">Namespace; null for a cluster-scoped kind.</param>
    /// <param name="labels">Labels. Default none.</param>
    /// <param name="annotations">Annotations. Default none.</param>
    public static ObjectMetaArgs Of(
        string name, string? ns = null, IReadOnlyDictionary<string, string>? labels = null, IReadOnlyDictionary<string, string>? annotations = null)
    {
        var metadata = new ObjectMetaArgs { Name = name };
        if (ns is not null)
            metadata.Namespace = ns;
        foreach (var (key, value) in labels ?? new Dictionary<string, string>())
            metadata.Labels.Add(key, value);
        foreach (var (key, value) in annotations ?? new Dictionary<string, string>())
            metadata.Annotations.Add(key, value);
        return metadata;
    }
}
