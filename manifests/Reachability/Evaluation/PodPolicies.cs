using Basecamp.Manifests.Reachability.Policies;

namespace Basecamp.Manifests.Reachability.Evaluation;

/// <summary>Everything that applies to a pod in one direction.</summary>
sealed class PodPolicies
{
    readonly List<string> isolatedBy = [];
    readonly List<PolicyRule> allow = [];
    readonly List<PolicyRule> deny = [];

    public bool IsIsolated => isolatedBy.Count > 0;

    /// <summary>Policies that make default deny the rule.</summary>
    public IReadOnlyList<string> IsolatedBy => isolatedBy;

    public IReadOnlyList<PolicyRule> Allow => allow;

    public IReadOnlyList<PolicyRule> Deny => deny;

    public void Add(Policy policy, PolicyDirection direction)
    {
        if (direction.Isolates)
            isolatedBy.Add(policy.Id);
        allow.AddRange(direction.Allow);
        deny.AddRange(direction.Deny);
    }
}
