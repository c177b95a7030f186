namespace Basecamp.Manifests.Reachability.Policies;

/// <summary>A policy of any kind.</summary>
/// <param name="Id">Kind, namespace and name.</param>
/// <param name="Subject">Pods it applies to.</param>
/// <param name="Ingress">What they may receive.</param>
/// <param name="Egress">What they may send.</param>
sealed record Policy(string Id, PodSelector Subject, PolicyDirection Ingress, PolicyDirection Egress);
