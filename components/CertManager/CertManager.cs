using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Charts;
using Basecamp.Components.Delivery;
using Basecamp.Components.Network;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.CertManager;

/// <summary>cert-manager with a certificate authority of the cluster's own and, when an e-mail address is given, Let's Encrypt.</summary>
public sealed class CertManager : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "cert-manager-system";

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.CertManager];

    /// <summary>Installs cert-manager.</summary>
    public CertManager(string name, CertManagerArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:CertManager", name, args, options)
    {
        Namespace(new()
        {
            Name = "cert-manager",
            Rules =
            [
                NetworkRule.ToApiServer,
                NetworkRule.FromApiServer(10250),
                NetworkRule.FromPrometheus(9402),
                // ACME servers, and DNS providers' APIs; port 53 to check that a challenge is visible.
                NetworkRule.ToInternet(443, 53),
            ],
        });
        Chart(Catalog.Charts.CertManager, "cert-manager", NamespaceName, CertManagerValues.For(Platform), WorkloadsOf(Platform.Sizing));
        Custom("selfsigned", new("cert-manager.io/v1", "ClusterIssuer", ObjectMeta.Of("selfsigned"), new() { ["selfSigned"] = new ValueTree() }));
        Deliver();
    }

    static ImmutableArray<Workload> WorkloadsOf(Sizing sizing) =>
    [
        new()
        {
            Name = "cert-manager",
            Labels = Workload.Named("cert-manager", "controller"),
            Replicas = sizing.Replicas,
            Ports = [new("http-metrics", 9402), new("http-healthz", 9403)],
            Requests = CertManagerValues.Controller(sizing),
        },
        new()
        {
            Name = "cert-manager-webhook",
            Labels = Workload.Named("webhook", "webhook"),
            Replicas = sizing.Replicas,
            Ports = [new("https", 10250), new("healthcheck", 6080), new("http-metrics", 9402)],
            Requests = CertManagerValues.Webhook,
        },
        new()
        {
            Name = "cert-manager-cainjector",
            Labels = Workload.Named("cainjector", "cainjector"),
            Replicas = sizing.Replicas,
            Ports = [new("http-metrics", 9402)],
            Requests = CertManagerValues.CaInjector(sizing),
        },
    ];
}
