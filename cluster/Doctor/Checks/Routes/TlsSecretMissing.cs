using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Routes;

/// <summary>An Ingress without its certificate.</summary>
sealed class TlsSecretMissing : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from ingress in cluster.Snapshot.Of("networking.k8s.io", "Ingress")
        where cluster.Snapshot.Of("", "Secret").Any(each => each.Namespace == ingress.Namespace) || cluster.Snapshot.Has("", "Secret")
        from tls in ingress.Maps("spec", "tls")
        let name = tls.Text("secretName")
        where name is { Length: > 0 } && cluster.Snapshot.Find("", "Secret", ingress.Namespace, name) is null
        let certificate = cluster.Snapshot.Of("cert-manager.io", "Certificate").FirstOrDefault(each => each.Namespace == ingress.Namespace
            && each.Text("spec", "secretName") == name)
        select new Finding("tls-secret-missing", ingress.Id(), $"The certificate {name} of Ingress {ingress.Name} does not exist",
            certificate is null
                ? "Nobody makes it: browsers get the controller's own certificate and warn. The annotation cert-manager.io/cluster-issuer would ask cert-manager for it."
                : "cert-manager has not made it yet.")
        {
            Evidence = [$"spec.tls[{string.Join(',', tls.Texts("hosts"))}].secretName {name}"],
            Commands = [$"kubectl -n {ingress.Namespace} get certificates,certificaterequests,orders,challenges"],
            Runbook = "docs/runbooks/certificates.md",
            IsSymptom = true,
            Because = certificate is null ? [] : [certificate.Id()],
        };
}
