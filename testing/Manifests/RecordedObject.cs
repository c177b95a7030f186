using System.Collections.Immutable;
using Basecamp.Manifests.Objects;

namespace Basecamp.Testing.Manifests;

/// <summary>A Kubernetes object of a recorded stack.</summary>
/// <param name="ApiVersion">Group and version, e.g. <c>apps/v1</c>.</param>
/// <param name="Kind">Kind, e.g. <c>Deployment</c>.</param>
/// <param name="Namespace">Namespace; null for a cluster-scoped object, and for a custom resource that names none.</param>
/// <param name="Name"><c>metadata.name</c>, or the logical name when the object leaves naming to Pulumi.</param>
/// <param name="Body">The whole object.</param>
/// <param name="Resource">The recorded resource it comes from.</param>
public sealed record RecordedObject(
    string ApiVersion, string Kind, string? Namespace, string Name, ImmutableDictionary<string, object> Body, RecordedResource Resource)
    : KubernetesObject(ApiVersion, Kind, Namespace, Name, Body);
