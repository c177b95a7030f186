using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Kyverno;

/// <summary>Kyverno, which checks objects before the API server stores them. Its rules come with <see cref="KyvernoPolicies"/>.</summary>
public sealed class Kyverno : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "kyverno-system";

    const int Webhook = 9443;
    const int Metrics = 8000;

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.Kyverno];

    /// <summary>Installs Kyverno.</summary>
    public Kyverno(string name, KyvernoArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Kyverno", name, args, options)
    {
        Namespace(new()
        {
            Name = "kyverno",
            Rules =
            [
                NetworkRule.ToApiServer,
                NetworkRule.FromApiServer(Webhook),
                NetworkRule.FromPrometheus(Metrics),
                // Signatures are looked up where the images are.
                .. args.Policies.SignedImages is { Mode: not PolicyMode.Off } ? [NetworkRule.ToInternet(443)] : Array.Empty<NetworkRule>(),
            ],
        });
        Chart(Catalog.Charts.Kyverno, "kyverno", NamespaceName, KyvernoValues.For(Platform, args.Policies), WorkloadsOf());
        Alerts(NamespaceName, KyvernoMonitoring.Alerts);
        Dashboard(NamespaceName, KyvernoMonitoring.Dashboard);
        Deliver();
    }

    ImmutableArray<Workload> WorkloadsOf() =>
    [
        .. KyvernoValues.Controllers.Select(controller => new Workload
        {
            Name = $"kyverno-{controller.Component}",
            Labels = KyvernoValues.Labels(controller.Component),
            Replicas = KyvernoValues.Replicas(Platform.Sizing, controller.Component),
            Ports = [new("https", Webhook), new("metrics", Metrics)],
            Requests = KyvernoValues.Requests(Platform.Sizing, controller.Component),
        }),
    ];
}
