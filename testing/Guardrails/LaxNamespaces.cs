using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC011: a namespace that enforces less than the restricted Pod Security Standard. Its exemption is the stated reason.</summary>
public sealed class LaxNamespaces : ManifestGuardrail
{
    const string Enforce = "pod-security.kubernetes.io/enforce";

    /// <inheritdoc/>
    public override string Id => "BC011";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests) =>
        from ns in manifests.Objects
        where ns is { Kind: "Namespace", ApiVersion: "v1" }
        let level = ns.Body.Map("metadata", "labels").GetValueOrDefault(Enforce) as string
        where level is not "restricted"
        select new Violation(ns, level is null ? "enforces no Pod Security Standard." : $"enforces only the {level} Pod Security Standard.", $"Label it {Enforce}: restricted.");
}
