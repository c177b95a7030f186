namespace Basecamp.Manifests.Reachability;

/// <summary>Facts about a cluster that its objects do not tell.</summary>
public sealed record ReachabilityOptions
{
    /// <summary>Where the cluster's pod addresses lie. An <c>ipBlock</c> that covers one of these CIDRs matches every pod, except with
    /// Cilium. Default null: unknown, so whatever depends on it is <see cref="Verdict.Unknown"/>. Empty: no <c>ipBlock</c> matches pods.
    /// </summary>
    public IReadOnlyList<string>? PodCidrs { get; init; }

    /// <summary>Labels of namespaces that exist but are not among the objects, by name. Those of Kubernetes itself (<c>default</c>,
    /// <c>kube-system</c>, …) are known. Default none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Namespaces { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Which side's policies are enforced. Default both; one alone tells what that side accepts, whatever the other does. Every policy is read as
    /// a whole.</summary>
    public TrafficDirections Directions { get; init; } = TrafficDirections.Both;
}
