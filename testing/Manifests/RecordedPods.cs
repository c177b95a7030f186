using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Pods;

namespace Basecamp.Testing.Manifests;

/// <summary>Pods that a recorded object starts.</summary>
/// <param name="Owner">The object.</param>
/// <param name="Template">The pods.</param>
/// <param name="Replicas">How many: the object's number, else the least that its autoscaler keeps, else 1.</param>
sealed record RecordedPods(RecordedObject Owner, PodTemplate Template, int Replicas)
{
    /// <summary>The pods of every object that starts some.</summary>
    public static IEnumerable<RecordedPods> AllOf(KubernetesManifests manifests)
    {
        var scaled = ScaledReplicas.Of(manifests);
        return from owner in manifests.Objects
               from template in PodTemplate.AllOf(owner.Body)
               select new RecordedPods(owner, template, (int?)owner.Body.Number("spec", "replicas") ?? scaled.LeastOf(owner) ?? 1);
    }
}
