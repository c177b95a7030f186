using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Status;

/// <summary>The workloads of a namespace.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Ready">Pods that are ready.</param>
/// <param name="Wanted">Pods that should be.</param>
/// <param name="Unwell">Workloads with fewer ready pods than they should have.</param>
public sealed record AppStatus(string Namespace, int Ready, int Wanted, IReadOnlyList<string> Unwell)
{
    internal static IEnumerable<AppStatus> AllOf(ClusterView cluster) => cluster.Workloads.GroupBy(workload => workload.Object.Namespace ?? "",
        StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new AppStatus(group.Key, group.Sum(workload => Math.Min(workload.Ready, workload.Wanted)), group.Sum(workload => workload.Wanted),
            [.. group.Where(workload => workload.Ready < workload.Wanted).Select(workload => workload.Id.Name)]));
}
