using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC008: a namespace whose pods anyone reaches, or that reach anyone, because no policy denies by default in that direction.</summary>
public sealed class OpenNamespaces : ManifestGuardrail
{
    static readonly string[] Directions = ["Ingress", "Egress"];

    /// <inheritdoc/>
    public override string Id => "BC008";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests)
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

    static IEnumerable<string> DeniedBy(RecordedObject policy)
    {
        var spec = policy.Body.Map("spec");
        if (!spec.Map("podSelector").IsEmpty || spec.GetValueOrDefault("policyTypes") is not ImmutableArray<object> types)
            return [];
        return types.OfType<string>().Where(type => !spec.Maps(type.ToLowerInvariant()).Any());
    }
}
