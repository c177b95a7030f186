using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Status;

/// <summary>A certificate of cert-manager.</summary>
/// <param name="Name">Namespace and name.</param>
/// <param name="DaysLeft">Days until it ends; null when it was never issued.</param>
public sealed record CertificateStatus(string Name, int? DaysLeft)
{
    internal static IEnumerable<CertificateStatus> AllOf(ClusterView cluster) => cluster.Snapshot.Of("cert-manager.io", "Certificate")
        .Select(each => new CertificateStatus($"{each.Namespace}/{each.Name}", each.Time("status", "notAfter") is { } end
            ? (int)Math.Floor((end - cluster.Now).TotalDays) : null))
        .OrderBy(each => each.DaysLeft ?? int.MinValue).ThenBy(each => each.Name, StringComparer.Ordinal);
}
