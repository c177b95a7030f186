using Basecamp.Components.Platform;

namespace Basecamp.Components.Ingress;

/// <summary>How HTTP gets into the cluster: the value of <c>basecamp:platform.ingress</c>.</summary>
public sealed record IngressSpec
{
    /// <summary>
    /// Objects that publish the platform's own pages. Default <c>ingress</c>. <c>gateway</c> also creates a GatewayClass and a Gateway, and
    /// needs a wildcard certificate: a Gateway's listener names its certificate.
    /// </summary>
    public RouteKind Routes { get; init; }

    /// <summary>
    /// Address of the controller's Service, out of the load balancer's pool. Default: any free one. State it where your DNS records name it.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>
    /// Whether requests only go to pods on the node that received them, which keeps clients' addresses. Default false. Impossible with
    /// Cilium's L2 announcements: they may announce an address from a node without such a pod, which then drops everything (cilium#27800).
    /// </summary>
    public bool KeepClientAddress { get; init; }

    /// <summary>CIDRs that may connect. Default empty: everyone.</summary>
    public IReadOnlyList<string> AllowFrom { get; init; } = [];

    /// <summary>
    /// CIDRs of proxies in front of the cluster whose <c>X-Forwarded-*</c> headers are believed. Default empty: nobody's.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>
    /// How long a request may take to arrive, body included, and so an upload. Default <c>30m</c>; <c>0s</c> for no limit. Traefik's own 60 s
    /// cut every larger file off a slow line.
    /// </summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What answers requests for hosts that nobody published. Default: the controller's own 404.</summary>
    public DefaultBackendSpec? DefaultBackend { get; init; }
}

/// <summary>A Service that answers requests for unknown hosts.</summary>
public sealed record DefaultBackendSpec
{
    /// <summary>Namespace of the Service; it must exist. Required.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the Service. Required.</summary>
    public required string Service { get; init; }

    /// <summary>Port of the Service. Default 80.</summary>
    public int Port { get; init; } = 80;

    /// <summary>Port that the pods behind it listen on. Default: the Service's.</summary>
    public int? PodPort { get; init; }
}
