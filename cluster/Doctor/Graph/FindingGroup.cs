using System.Collections.Immutable;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Graph;

/// <summary>Equal findings about the pods of one workload, or one finding.</summary>
/// <param name="Object">The workload, or the object itself.</param>
/// <param name="Findings">At least one.</param>
sealed record FindingGroup(ObjectId Object, ImmutableArray<Finding> Findings)
{
    public Finding First => Findings[0];

    public IEnumerable<ObjectId> Objects => Findings.Select(finding => finding.Subject).Distinct();
}
