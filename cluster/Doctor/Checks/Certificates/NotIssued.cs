using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;
using Basecamp.Manifests.Text;

namespace Basecamp.Cluster.Doctor.Checks.Certificates;

/// <summary>A certificate that is not issued, and where it got stuck.</summary>
sealed class NotIssued : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var certificate in cluster.Snapshot.Of("cert-manager.io", "Certificate").Where(each => each.Condition("Ready") is not { IsTrue: true }
            && cluster.Since(each.CreatedAt()) > Patience))
        {
            var ready = certificate.Condition("Ready");
            var expired = certificate.Time("status", "notAfter") is { } end && end < cluster.Now;
            var kind = certificate.Text("spec", "issuerRef", "kind") ?? "Issuer";
            var name = certificate.Text("spec", "issuerRef", "name") ?? "";
            var isMissing = certificate.Text("spec", "issuerRef", "group") is null or "cert-manager.io"
                && cluster.Snapshot.Find("cert-manager.io", kind, kind == "ClusterIssuer" ? null : certificate.Namespace, name) is null;
            var challenge = cluster.Snapshot.Of("acme.cert-manager.io", "Challenge").FirstOrDefault(each => each.Namespace == certificate.Namespace
                && certificate.Texts("spec", "dnsNames").Any(host => host == each.Text("spec", "dnsName") || host == $"*.{each.Text("spec", "dnsName")}"));
            var request = cluster.Snapshot.Of("cert-manager.io", "CertificateRequest").Where(each => each.Namespace == certificate.Namespace
                && each.Annotation("cert-manager.io/certificate-name") == certificate.Name).MaxBy(each => each.CreatedAt());
            var requested = request?.Condition("Ready") is { IsTrue: false } why ? why : null;
            yield return new(isMissing ? "issuer-missing" : challenge is not null ? "challenge-fails" : expired ? "certificate-expired"
                : "certificate-not-issued", certificate.Id(),
                isMissing ? $"{kind} {name} of certificate {certificate.Name} does not exist"
                    : $"Certificate {certificate.Name} is {(expired ? "expired" : "not issued")}",
                isMissing ? $"Nobody can issue it.{NearestName.Suggest(name, cluster.Snapshot.Of("cert-manager.io", kind).Select(each => each.Name))}"
                : challenge is not null
                    ? $"The authority asks for a proof that {challenge.Text("spec", "dnsName")} is yours ({challenge.Text("spec", "type")}), and does not get it: {challenge.Text("status", "reason") ?? "no reason given"}"
                : requested?.Message is { Length: > 0 } message ? message : ready?.Message ?? "cert-manager has not looked at it: does it run?")
            {
                Evidence = [.. new[] { ready, requested }.OfType<Condition>().Select(each => each.ToString()), .. challenge is null ? []
                    : new[] { $"Challenge {challenge.Namespace}/{challenge.Name} status.state {challenge.Text("status", "state")}" }],
                Commands = [$"kubectl -n {certificate.Namespace} get certificates,certificaterequests,orders,challenges"],
                Runbook = "docs/runbooks/certificates.md",
                IsSymptom = !isMissing && challenge is null,
            };
        }
    }
}
