using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>
/// BC015: what is probably a secret in a place that everybody can read who may read pods or ConfigMaps: a container's environment, or an entry of a
/// ConfigMap.
/// </summary>
/// <remarks>It goes by names and by the form of values, so it misses secrets and takes other things for them: an exemption says which.</remarks>
public sealed class SecretsInPlainSight : ManifestGuardrail
{
    /// <inheritdoc/>
    public override string Id => "BC015";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests) =>
    [
        .. from pod in RecordedPods.AllOf(manifests)
           from container in pod.Template.Containers
           from variable in container.Maps("env")
           where variable.GetValueOrDefault("name") is string && variable.GetValueOrDefault("value") is string
           let name = (string)variable["name"]
           let what = SecretLookalike.Of(name, (string)variable["value"])
           where what is not null
           select new Violation(pod.Owner, $"container {container.GetValueOrDefault("name")} has {what} in its environment in plain text: {name}.",
               "Put it into a Secret, and name that: `secretEnvironment` of a service, or valueFrom.secretKeyRef."),
        .. from map in manifests.Objects
           where map.Kind == "ConfigMap" && map.Body.GetValueOrDefault("data") is ImmutableDictionary<string, object>
           from entry in (ImmutableDictionary<string, object>)map.Body["data"]
           let what = entry.Value is string text ? SecretLookalike.InValue(text) : null
           where what is not null
           orderby entry.Key
           select new Violation(map, $"holds {what} in plain text: {entry.Key}.", "Put it into a Secret."),
    ];
}
