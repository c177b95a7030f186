using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Basecamp.Components.CertManager;

/// <summary>The certificates that the platform itself needs. Pure.</summary>
static class CertificateObjects
{
    /// <summary>
    /// The root that devices are told to trust. It lives long and keeps its key, so that its renewal is not a new root: a certificate signed by the
    /// renewed one is still accepted by whoever trusts the old one.
    /// </summary>
    public static CustomObjectArgs Root(PlatformContext platform) => Certificate(
        ObjectMeta.Of(CertManager.OwnIssuer, CertManager.NamespaceName, annotations: Guards.Annotations),
        new()
        {
            ["isCA"] = true,
            ["commonName"] = $"{platform.Cluster.Name} cluster CA",
            ["secretName"] = CertManager.OwnIssuer,
            ["duration"] = "87600h",
            ["renewBefore"] = "8760h",
            ["usages"] = new[] { "cert sign", "crl sign", "digital signature" },
            ["privateKey"] = Key("Never"),
            ["issuerRef"] = IssuerRef("selfsigned"),
        });

    /// <summary>One certificate for the domain and everything one label below it, copied to the namespaces that serve it.</summary>
    public static CustomObjectArgs Wildcard(string domain, string issuer, IEnumerable<string> namespaces) => Certificate(
        ObjectMeta.Of(CertManager.WildcardSecret, CertManager.NamespaceName, annotations: Guards.Annotations),
        new()
        {
            ["secretName"] = CertManager.WildcardSecret,
            ["secretTemplate.annotations"] = CopyTo(namespaces),
            ["dnsNames"] = new[] { domain, $"*.{domain}" },
            ["privateKey"] = Key("Always"),
            ["issuerRef"] = IssuerRef(issuer),
        });

    static CustomObjectArgs Certificate(ObjectMetaArgs metadata, ValueTree spec) => new("cert-manager.io/v1", "Certificate", metadata, spec);

    // Reflector takes comma-separated patterns; a name has no character that a pattern would read differently.
    static Dictionary<string, string> CopyTo(IEnumerable<string> namespaces)
    {
        var list = string.Join(',', namespaces);
        return new()
        {
            ["reflector.v1.k8s.emberstack.com/reflection-allowed"] = "true",
            ["reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces"] = list,
            ["reflector.v1.k8s.emberstack.com/reflection-auto-enabled"] = "true",
            ["reflector.v1.k8s.emberstack.com/reflection-auto-namespaces"] = list,
        };
    }

    static ValueTree Key(string rotation) => new() { ["algorithm"] = "ECDSA", ["size"] = 256, ["rotationPolicy"] = rotation };

    static ValueTree IssuerRef(string name) => new() { ["group"] = "cert-manager.io", ["kind"] = "ClusterIssuer", ["name"] = name };
}
