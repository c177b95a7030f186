using System.Collections.Immutable;
using Basecamp.Manifests.Objects;
using Basecamp.Testing.Manifests;

namespace Basecamp.Testing.Guardrails;

/// <summary>BC009: several replicas that one drain or one dead node takes away together, because no budget or no spread keeps them apart.</summary>
public sealed class FragileReplicas : ManifestGuardrail
{
    /// <inheritdoc/>
    public override string Id => "BC009";

    private protected override IEnumerable<Violation> AllViolations(KubernetesManifests manifests)
    {
        var budgets = manifests.Objects.Where(each => each.Kind == "PodDisruptionBudget").ToLookup(each => each.Namespace, StringComparer.Ordinal);
        foreach (var pod in RecordedPods.AllOf(manifests).Where(pod => pod.Replicas > 1 && pod.Owner.Kind is "Deployment" or "StatefulSet" or "Rollout"))
        {
            if (!budgets[pod.Owner.Namespace].Any(budget => Selects(budget, pod)))
                yield return new(pod.Owner, $"{pod.Replicas} replicas have no PodDisruptionBudget: one drain may evict all.", "Add one.");
            if (!IsSpread(pod))
                yield return new(pod.Owner, $"{pod.Replicas} replicas may all run on one node.", "Add topologySpreadConstraints or a podAntiAffinity.");
        }
    }

    static bool Selects(RecordedObject budget, RecordedPods pod)
    {
        var wanted = budget.Body.Map("spec", "selector", "matchLabels");
        return !wanted.IsEmpty && wanted.All(label => Equals(pod.Template.Labels.GetValueOrDefault(label.Key), label.Value));
    }

    static bool IsSpread(RecordedPods pod) =>
        pod.Template.Spec.Maps("topologySpreadConstraints").Any() || !pod.Template.Spec.Map("affinity", "podAntiAffinity").IsEmpty;
}
