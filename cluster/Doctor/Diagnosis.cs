using Basecamp.Cluster.Doctor.Checks;
using Basecamp.Cluster.Doctor.Graph;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor;

/// <summary>What is wrong with a cluster: root causes, the worst first, each with what follows from it.</summary>
/// <param name="Snapshot">What was looked at.</param>
/// <param name="Scope">What was asked about.</param>
/// <param name="Causes">The root causes; empty when nothing is wrong.</param>
public sealed record Diagnosis(ClusterSnapshot Snapshot, DiagnosisScope Scope, IReadOnlyList<RootCause> Causes)
{
    /// <summary>Looks for everything that is wrong.</summary>
    /// <param name="snapshot">The cluster.</param>
    /// <param name="scope">What to answer for. Default the whole cluster.</param>
    /// <param name="declared">Objects that a stack declares, to compare with. Default none.</param>
    public static Diagnosis Of(ClusterSnapshot snapshot, DiagnosisScope? scope = null, IReadOnlyList<KubernetesObject>? declared = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        scope ??= DiagnosisScope.Everything;
        var cluster = new ClusterView(snapshot, declared);
        var graph = new DependencyGraph(cluster);
        var found = AllChecks.All.SelectMany(check => check.Find(cluster)).Concat(scope.Find(cluster));
        var grouped = found.GroupBy(finding => (finding.Check, Owner: cluster.TopOwner(finding.Subject), finding.Cause))
            .Select(group => new FindingGroup(group.Key.Owner, [.. group])).ToList();
        var causes = Folding.Of(grouped, graph);
        var meant = scope.Objects(cluster) is { } objects ? objects.Concat(graph.Below(objects)).ToHashSet() : null;
        return new(snapshot, scope, [.. causes
            .Where(cause => meant is null || cause.Concerns(meant))
            .OrderByDescending(cause => cause.Finding.Severity)
            .ThenBy(cause => Layers.Of(cause.Finding.Subject))
            .ThenByDescending(cause => cause.Symptoms.Count)
            .ThenBy(cause => cause.Subject.ToString(), StringComparer.Ordinal)
            .ThenBy(cause => cause.Finding.Check, StringComparer.Ordinal)]);
    }
}
