using System.Collections.Immutable;
using Basecamp.Manifests.Yaml;

namespace Basecamp.Manifests.Objects;

/// <summary>A Kubernetes object as it would be applied.</summary>
/// <param name="ApiVersion">Group and version, e.g. <c>apps/v1</c>.</param>
/// <param name="Kind">Kind, e.g. <c>Deployment</c>.</param>
/// <param name="Namespace">Namespace; null for a cluster-scoped object, and for a custom resource that names none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Body">The whole object, as <see cref="PlainValues"/> reads it.</param>
public record KubernetesObject(string ApiVersion, string Kind, string? Namespace, string Name, ImmutableDictionary<string, object> Body)
{
    /// <summary>API group; empty for Kubernetes' core.</summary>
    public string Group => ApiGroup.Of(ApiVersion);

    /// <summary>The object as canonical YAML.</summary>
    public string ToYaml() => CanonicalYaml.Write(Body);

    /// <summary><c>Kind namespace/name</c>.</summary>
    public sealed override string ToString() => Namespace is null ? $"{Kind} {Name}" : $"{Kind} {Namespace}/{Name}";
}
