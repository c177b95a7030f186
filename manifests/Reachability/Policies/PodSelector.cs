namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>Selects pods of one namespace, or of the namespaces whose labels match.</summary>
/// <param name="Namespace">The only namespace; null when <paramref name="Namespaces"/> decides.</param>
/// <param name="Namespaces">Compared with the namespaces' labels.</param>
/// <param name="Pods">Compared with the pods' labels.</param>
sealed record PodSelector(string? Namespace, LabelSelector Namespaces, LabelSelector Pods)
{
    /// <summary>Equal for equal selectors.</summary>
    public string Key => $"{Namespace}|{Namespaces.Key}|{Pods.Key}";
}
