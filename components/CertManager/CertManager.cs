using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Delivery;
using Basecamp.Components.Durability;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;
using Pulumi;
using Secret = Pulumi.Kubernetes.Core.V1.Secret;

namespace Basecamp.Components.CertManager;

/// <summary>
/// cert-manager with a certificate authority of the cluster's own, Let's Encrypt when asked for, and the wildcard certificate of the domain.
/// </summary>
public sealed class CertManager : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "cert-manager-system";

    /// <summary>ClusterIssuer of the cluster's own CA, and the Secret with its root, in <see cref="NamespaceName"/>.</summary>
    public const string OwnIssuer = "cluster-ca";

    /// <summary>Secret with the wildcard certificate, in every namespace that serves it.</summary>
    public const string WildcardSecret = "wildcard-tls";

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.CertManager];

    /// <summary>The controller's pods, which check a challenge before an ACME server does.</summary>
    public static Peer.Pods Controller { get; } = new(NamespaceName, Workload.Named("cert-manager", "controller"));

    /// <summary>Name of the Secret with the wildcard certificate; null where every host has its own.</summary>
    public string? Wildcard { get; }

    /// <summary>Installs cert-manager.</summary>
    public CertManager(string name, CertManagerArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:CertManager", name, args, options)
    {
        var certificates = args.Certificates;
        Namespace(new()
        {
            Name = "cert-manager",
            // The root's key: without it, every device has to be told to trust a new one.
            HoldsState = true,
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromApiServer(10250), NetworkRule.FromPrometheus(9402), .. ToAuthorities(certificates.Acme)],
        });
        var chart = Chart(
            Catalog.Charts.CertManager, "cert-manager", NamespaceName, CertManagerValues.For(Platform, certificates.Acme), WorkloadsOf(Platform.Sizing));
        RegisterOwnAuthority(chart);
        if (certificates.Acme is { } acme)
            RegisterAcme(acme, args.Routes, chart);
        if (certificates.HasWildcard(Platform.Domain))
        {
            Wildcard = WildcardSecret;
            Custom(
                "wildcard",
                CertificateObjects.Wildcard(Platform.Domain!, certificates.Issuer, [HttpEntry.ControllerNamespace, .. certificates.CopyTo]),
                StatefulChild(chart));
        }
        Holds(new HeldState
        {
            Id = "cert-manager/root",
            What = "root key of the cluster's own certificate authority",
            Loss = LossKind.Work,
            Consequence = "A new root is made, which every device has to be told to trust.",
            Medium = StateMedium.Secret,
            Namespace = NamespaceName,
        });
        Alerts(NamespaceName, CertManagerMonitoring.Alerts);
        Dashboard(NamespaceName, CertManagerMonitoring.Dashboard);
        Deliver();
    }

    void RegisterOwnAuthority(Resource chart)
    {
        Custom("selfsigned", Issuer("selfsigned", new() { ["selfSigned"] = new ValueTree() }), Child(chart));
        var root = Custom("root", CertificateObjects.Root(Platform), StatefulChild(chart));
        Custom("own-issuer", Issuer(OwnIssuer, new() { ["ca.secretName"] = OwnIssuer }), Child(root));
    }

    void RegisterAcme(AcmeSpec acme, RouteKind routes, Resource chart)
    {
        if (acme.Dns01 is { } dns)
        {
            var credentials = new InputMap<string>();
            foreach (var (key, secret) in AcmeIssuers.Credentials(dns))
                credentials.Add(key, Output.CreateSecret(secret.Reveal()));
            _ = new Secret(
                "dns01-credentials",
                new() { Metadata = ObjectMeta.Of(AcmeIssuers.CredentialsSecret, NamespaceName), StringData = credentials },
                DirectChild(chart));
        }
        foreach (var (issuer, spec) in AcmeIssuers.For(acme, routes))
            Custom(issuer, Issuer(issuer, spec), Child(chart));
    }

    static CustomObjectArgs Issuer(string issuer, ValueTree spec) => new("cert-manager.io/v1", "ClusterIssuer", ObjectMeta.Of(issuer), spec);

    static IEnumerable<NetworkRule> ToAuthorities(AcmeSpec? acme)
    {
        if (acme is null)
            yield break;
        // By DNS: the authority, the provider's API and DNS over HTTPS. By HTTP: the authority, and the own front door as the internet sees it.
        yield return acme.Dns01 is not null ? NetworkRule.ToInternet(443) : NetworkRule.ToInternet(80, 443);
        if (acme.Dns01?.Rfc2136 is { } rfc2136)
            yield return NetworkRule.ToNetworks("allow-nameserver", [$"{rfc2136.Nameserver}/32"], 53);
    }

    static ImmutableArray<Workload> WorkloadsOf(Sizing sizing) =>
    [
        new()
        {
            Name = "cert-manager",
            Labels = Controller.Labels,
            Replicas = sizing.Replicas,
            Ports = [new("http-metrics", 9402), new("http-healthz", 9403)],
            Requests = CertManagerValues.Controller(sizing),
        },
        new()
        {
            Name = "cert-manager-webhook",
            Labels = CertManagerValues.WebhookLabels,
            Replicas = sizing.Replicas,
            Ports = [new("https", 10250), new("healthcheck", 6080), new("http-metrics", 9402)],
            Requests = CertManagerValues.Webhook,
        },
        new()
        {
            Name = "cert-manager-cainjector",
            Labels = CertManagerValues.CaInjectorLabels,
            Replicas = sizing.Replicas,
            Ports = [new("http-metrics", 9402)],
            Requests = CertManagerValues.CaInjector(sizing),
        },
    ];
}
