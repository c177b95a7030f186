using Basecamp.Manifests.Objects;

namespace Basecamp.Testing.Manifests;

/// <summary>How many pods autoscalers keep at least, for objects that leave the number to them.</summary>
public sealed class ScaledReplicas
{
    readonly Dictionary<(string? Namespace, string Kind, string Name), int> least;

    ScaledReplicas(Dictionary<(string? Namespace, string Kind, string Name), int> least) => this.least = least;

    /// <summary>Reads the autoscalers of a stack: Kubernetes' own and KEDA's.</summary>
    public static ScaledReplicas Of(KubernetesManifests manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        var least = new Dictionary<(string?, string, string), int>();
        foreach (var each in manifests.Objects)
        {
            var minimum = each.Kind switch
            {
                "HorizontalPodAutoscaler" => each.Body.Number("spec", "minReplicas"),
                "ScaledObject" => each.Body.Number("spec", "minReplicaCount"),
                _ => null,
            };
            if (minimum is double number && each.Body.Text("spec", "scaleTargetRef", "name") is { } name)
                least[(each.Namespace, each.Body.Text("spec", "scaleTargetRef", "kind") ?? "Deployment", name)] = (int)number;
        }
        return new(least);
    }

    /// <summary>The least number of an object's pods; null when nothing scales it.</summary>
    public int? LeastOf(RecordedObject owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return least.TryGetValue((owner.Namespace, owner.Kind, owner.Name), out var number) ? number : null;
    }
}
