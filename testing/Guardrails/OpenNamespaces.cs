using System.Collections.Immutable;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC008: a namespace whose pods anyone reaches, or that reach anyone, because no policy denies by default in that direction.</summary>
public sealed class OpenNamespaces : ManifestGuardrail
{
    static readonly string[] Directions = ["Ingress", "Egress"];

    /// <inheritdoc/>
    public override string Id => "BC008";

    private protected override IEnumerable<Violation> Violations(KubernetesManifests manifests)
    {
        var denied = manifests.Objects
            .Where(each => each.Kind == "NetworkPolicy")
            .SelectMany(policy => DeniedBy(policy).Select(direction => (policy.Namespace, direction)))
            .ToHashSet();
        foreach (var ns in manifests.Objects.Where(each => each is { Kind: "Namespace", ApiVersion: "v1" }))
        {
            var open = Directions.Where(direction => !denied.Contains((ns.Name, direction))).ToList();
            if (open.Count > 0)
                yield return new(ns, $"no policy denies {string.Join(" and ", open).ToLowerInvariant()} by default.", "Use ManagedNamespace, or add a NetworkPolicy that selects all pods and allows nothing.");
        }
    }

    static IEnumerable<string> DeniedBy(KubernetesObject policy)
    {
        var spec = PodTemplate.Map(policy.Body, "spec");
        if (!PodTemplate.Map(spec, "podSelector").IsEmpty || spec.GetValueOrDefault("policyTypes") is not ImmutableArray<object> types)
            return [];
        return types.OfType<string>().Where(type => !PodTemplate.Maps(spec, type.ToLowerInvariant()).Any());
    }
}
