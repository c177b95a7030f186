using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Network;

/// <summary>A policy that cannot be what somebody meant.</summary>
sealed class PolicyNotUnderstood : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from each in cluster.Network.Invalid
        select new Finding("policy-not-understood", each.Object.Id(), $"{each.Object.Kind} {each.Object.Name} cannot be evaluated", each.Problem)
        {
            Severity = Severity.Risk,
            Evidence = [each.Problem],
            Commands = [$"kubectl -n {each.Object.Namespace} get {each.Object.Kind.ToLowerInvariant()} {each.Object.Name} -o yaml"],
            Runbook = "docs/runbooks/networkpolicy-debug.md",
        };
}
