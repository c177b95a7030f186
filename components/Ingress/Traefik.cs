using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Exposure;
using Basecamp.Components.Network;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Basecamp.Components.Workloads;
using Pulumi;
using IngressObject = Pulumi.Kubernetes.Networking.V1.Ingress;

namespace Basecamp.Components.Ingress;

/// <summary>
/// Traefik behind one LoadBalancer Service: the default IngressClass, plain HTTP redirected to HTTPS, the wildcard certificate for all hosts
/// that have none of their own, and a Gateway where routes are asked for.
/// </summary>
public sealed class Traefik : PlatformComponent
{
    /// <summary>Its namespace.</summary>
    public const string NamespaceName = HttpEntry.ControllerNamespace;

    /// <summary>Definitions it needs.</summary>
    public static ImmutableArray<ManifestPin> Crds { get; } = [CrdBundles.Traefik];

    /// <summary>Installs Traefik.</summary>
    public Traefik(string name, TraefikArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:Traefik", name, args, options)
    {
        Namespace(new()
        {
            Name = "traefik",
            LoadBalancers = 1,
            Rules =
            [
                NetworkRule.ToApiServer,
                NetworkRule.FromAnyone("allow-http", TraefikValues.Web, TraefikValues.Secure),
                NetworkRule.FromPrometheus(TraefikValues.Metrics),
            ],
        });
        Chart(Catalog.Charts.Traefik, "traefik", NamespaceName, TraefikValues.For(Platform, args), WorkloadsOf());
        if (args.ChallengeChecker is { } checker)
            Connect("challenge-check", checker, HttpEntry.Controller, TraefikValues.Web, TraefikValues.Secure);
        if (args.Ingress.DefaultBackend is { } backend)
            RegisterDefaultBackend(backend);
        Alerts(NamespaceName, TraefikMonitoring.Alerts);
        Dashboard(NamespaceName, TraefikMonitoring.Dashboard);
        Deliver();
    }

    void RegisterDefaultBackend(DefaultBackendSpec backend)
    {
        var target = new HttpTarget(new(backend.Namespace), backend.PodPort ?? backend.Port, backend.Service, backend.Port);
        _ = new IngressObject("default-backend", HttpRoutes.DefaultBackend("default-backend", target), Child());
        Connect("default-backend-from-ingress", HttpEntry.Controller, target.Pods, target.PodPort);
    }

    ImmutableArray<Workload> WorkloadsOf() =>
    [
        new()
        {
            Name = "traefik",
            Labels = HttpEntry.Controller.Labels,
            Replicas = Platform.Sizing.Replicas,
            Ports = [new("web", TraefikValues.Web), new("websecure", TraefikValues.Secure), new("metrics", TraefikValues.Metrics), new("traefik", 8080)],
            Requests = TraefikValues.Requests(Platform.Sizing),
        },
    ];
}
