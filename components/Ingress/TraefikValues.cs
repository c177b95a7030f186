using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Ingress;

/// <summary>The chart's values.</summary>
static class TraefikValues
{
    // The ports that pods listen on; the Service maps 80 and 443 to them.
    public const int Web = 8000;
    public const int Secure = 8443;
    public const int Metrics = 9100;

    public static ResourceRequests Requests(Sizing sizing) => sizing.Growing(50, 64);

    public static ValueTree For(PlatformContext platform, TraefikArgs args) => new()
    {
        ["deployment.replicas"] = platform.Sizing.Replicas,
        ["resources"] = Requests(platform.Sizing).ToValues(),
        ["priorityClassName"] = Priority.System,
        ["topologySpreadConstraints"] = platform.Sizing.IsRedundant ? Place.Spread(HttpEntry.Controller.Labels) : null,
        ["podDisruptionBudget.enabled"] = platform.Sizing.IsRedundant,
        ["podDisruptionBudget.maxUnavailable"] = platform.Sizing.IsRedundant ? 1 : null,
        ["ingressClass.name"] = HttpEntry.IngressClass,
        ["ingressClass.isDefaultClass"] = true,
        ["providers.kubernetesIngress.publishedService.enabled"] = true,
        ["providers.kubernetesGateway.enabled"] = args.Ingress.Routes == RouteKind.Gateway ? true : null,
        ["gateway"] = args.Ingress.Routes == RouteKind.Gateway ? Gateway(args) : null,
        ["gatewayClass.name"] = args.Ingress.Routes == RouteKind.Gateway ? "traefik" : null,
        ["service"] = Service(platform.Cluster, args.Ingress),
        ["ports.web.http.redirections.entryPoint.to"] = "websecure",
        ["ports.web.http.redirections.entryPoint.scheme"] = "https",
        ["ports.web.http.redirections.entryPoint.permanent"] = true,
        ["ports.web.forwardedHeaders.trustedIPs"] = Given(args.Ingress.TrustedProxies),
        ["ports.websecure.forwardedHeaders.trustedIPs"] = Given(args.Ingress.TrustedProxies),
        ["ports.web.transport.respondingTimeouts.readTimeout"] = DurationText.Format(args.Ingress.UploadTimeout),
        ["ports.websecure.transport.respondingTimeouts.readTimeout"] = DurationText.Format(args.Ingress.UploadTimeout),
        ["tlsOptions.default.minVersion"] = "VersionTLS12",
        ["tlsStore.default.defaultCertificate.secretName"] = args.DefaultCertificate,
        ["log.format"] = "json",
        // Headers and queries are dropped by default: they carry credentials.
        ["accessLog.enabled"] = true,
        ["accessLog.format"] = "json",
        ["global.checkNewVersion"] = false,
        ["global.sendAnonymousUsage"] = false,
        // Alerts on time to answer can tell only what lies between two of these; Traefik's own know nothing between 0.3 and 1.2 s.
        ["metrics.prometheus.buckets"] = platform.Monitoring ? "0.05,0.1,0.25,0.5,1,2.5,5,10" : null,
        ["metrics.prometheus.service.enabled"] = platform.Monitoring ? true : null,
        ["metrics.prometheus.serviceMonitor.enabled"] = platform.Monitoring ? true : null,
        // The definitions are applied before; a renderer without a cluster cannot see that.
        ["metrics.prometheus.disableAPICheck"] = platform.Monitoring ? true : null,
    };

    static ValueTree Gateway(TraefikArgs args) => new()
    {
        ["name"] = HttpEntry.GatewayName,
        ["listeners.web.port"] = Web,
        ["listeners.web.protocol"] = "HTTP",
        ["listeners.web.namespacePolicy.from"] = "All",
        ["listeners.websecure.port"] = Secure,
        ["listeners.websecure.protocol"] = "HTTPS",
        ["listeners.websecure.mode"] = "Terminate",
        ["listeners.websecure.namespacePolicy.from"] = "All",
        ["listeners.websecure.certificateRefs"] = new[] { new ValueTree { ["name"] = args.DefaultCertificate } },
    };

    static ValueTree Service(ClusterFacts cluster, IngressSpec ingress) => new()
    {
        ["spec.type"] = "LoadBalancer",
        ["spec.externalTrafficPolicy"] = ingress.KeepClientAddress ? "Local" : "Cluster",
        ["spec.loadBalancerSourceRanges"] = Given(ingress.AllowFrom),
        [cluster.LoadBalancer == LoadBalancerChoice.Cilium ? @"annotations.lbipam\.cilium\.io/ips" : @"annotations.metallb\.io/loadBalancerIPs"] = ingress.Address,
    };

    static IReadOnlyList<string>? Given(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
}
