using Basecamp.Components.Network;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Platform;

/// <summary>How HTTP gets into the cluster: what a component has to know to be published. Pure; the objects come from the ingress controller's component.</summary>
public sealed record HttpEntry
{
    /// <summary>Domain that hosts are below.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether components are published by Ingress or by HTTPRoute objects.</summary>
    public RouteKind Routes { get; init; }

    /// <summary>
    /// ClusterIssuer that signs a certificate for each host; null where the wildcard certificate serves all of them.
    /// </summary>
    public string? IssuerPerHost { get; init; }

    /// <summary>Class of Ingress objects.</summary>
    public const string IngressClass = "traefik";

    /// <summary>Gateway that HTTPRoutes attach to.</summary>
    public const string GatewayName = "traefik";

    /// <summary>Its listener with TLS.</summary>
    public const string SecureListener = "websecure";

    /// <summary>Namespace of the controller.</summary>
    public const string ControllerNamespace = "traefik-system";

    /// <summary>The controller's pods.</summary>
    public static Peer.Pods Controller { get; } = new(ControllerNamespace, Workload.Named("traefik"));

    /// <summary>Pods that answer an ACME server's HTTP-01 challenge, in the namespace of the certificate.</summary>
    public static Peer.Pods SolversIn(string ns) => new(
        ns, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("acme.cert-manager.io/http01-solver", "true"));

    /// <summary>Port of those pods.</summary>
    public const int SolverPort = 8089;

    /// <summary>Full name of a host: <c>grafana</c> becomes <c>grafana.home.example.com</c>.</summary>
    public string NameOf(string host) => host == Domain || host.EndsWith($".{Domain}", StringComparison.Ordinal) ? host : $"{host}.{Domain}";
}
