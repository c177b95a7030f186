using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Certificates;

/// <summary>A certificate that ends soon and was not renewed.</summary>
sealed class EndsSoon : ICheck
{
    static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from certificate in cluster.Snapshot.Of("cert-manager.io", "Certificate")
        let end = certificate.Time("status", "notAfter")
        let renewal = certificate.Time("status", "renewalTime")
        where end > cluster.Now && end - cluster.Now < Soon && renewal is { } due && cluster.Since(due) > TimeSpan.FromHours(6)
            && certificate.Condition("Ready") is { IsTrue: true }
        select new Finding("certificate-ends", certificate.Id(),
            $"Certificate {certificate.Name} ends {end.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC and was not renewed",
            $"It should have been renewed {renewal.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.")
        {
            Severity = Severity.Risk,
            Evidence = [$"status.notAfter {certificate.Text("status", "notAfter")}, status.renewalTime {certificate.Text("status", "renewalTime")}"],
            Commands = [$"kubectl -n {certificate.Namespace} get certificates,certificaterequests,orders,challenges"],
            Runbook = "docs/runbooks/certificates.md",
        };
}
