using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;

namespace Basecamp.Components.Rollouts;

/// <summary>
/// Argo Rollouts: brings out new versions in steps, and takes them back when measurements say so. Traffic is divided by the number of pods
/// behind a plain Service; the Gateway API plugin, which divides it in percent, would be downloaded at every start of the controller and is left out.
/// </summary>
public sealed class Rollouts : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = "argo-rollouts-system";

    const string Release = "argo-rollouts";

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.ArgoRollouts];

    /// <summary>The controller's pods.</summary>
    public static Peer.Pods Controller { get; } = new(NamespaceName, Workload.Named(Release));

    /// <summary>Installs Argo Rollouts.</summary>
    public Rollouts(string name, RolloutsArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Rollouts", name, args, options)
    {
        Namespace(new()
        {
            Name = "argo-rollouts",
            Rules = [NetworkRule.ToApiServer, NetworkRule.FromPrometheus(RolloutsValues.Metrics)],
            // Controllers agree on who leads through the API.
            AllowSameNamespace = false,
        });
        Chart(Catalog.Charts.ArgoRollouts, Release, NamespaceName, RolloutsValues.For(Platform), WorkloadsOf(Platform.Sizing));
        if (Platform.Monitoring)
            Connect("argo-rollouts-to-prometheus", Controller, MonitoringPeers.Prometheus, 9090);
        Alerts(NamespaceName, [.. RolloutsAlerts.All]);
        Deliver();
    }

    static ImmutableArray<Workload> WorkloadsOf(Sizing sizing) =>
    [
        new()
        {
            Name = Release,
            Labels = Controller.Labels,
            Replicas = sizing.Replicas,
            Requests = RolloutsValues.Requests(sizing),
            Ports = [new("metrics", RolloutsValues.Metrics), new("healthz", RolloutsValues.Health)],
        },
    ];
}
