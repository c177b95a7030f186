using Basecamp.Cluster.Doctor.Views;

namespace Basecamp.Cluster.Doctor.Checks.Images;

/// <summary>A registry whose certificate nodes do not trust.</summary>
sealed class RegistryCertificateUnknown : IContainerCheck
{
    public Finding? Look(ContainerView container) =>
        !Pull.Says(container, "x509", "certificate signed by unknown authority", "tls: failed to verify", "server gave HTTP response to HTTPS client") ? null
            : Pull.Finding(
        container, "registry-certificate", $"Nodes do not trust {Pull.Registry(container)}",
        Pull.Says(container, "HTTP response to HTTPS client")
            ? $"{Pull.Registry(container)} answers HTTP, and containerd asks by HTTPS. Name it with http:// in registries.yaml on each node, or give it a certificate."
            : $"The certificate of {Pull.Registry(container)} is expired, for another name, or of an authority that nodes do not know. Its authority belongs into registries.yaml on each node.",
        $"openssl s_client -connect {Pull.Registry(container)}:443 -servername {Pull.Registry(container).Split(':')[0]} </dev/null | openssl x509 -noout -issuer -enddate -ext subjectAltName");
}
