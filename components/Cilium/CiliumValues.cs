using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Placement;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Components.Workloads;

namespace Basecamp.Components.Cilium;

/// <summary>The chart's values.</summary>
static class CiliumValues
{
    static readonly ImmutableArray<string> HubbleMetrics =
        ["dns", "drop:sourceContext=namespace;destinationContext=namespace", "tcp", "flow", "port-distribution", "icmp", "httpV2:exemplars=true;labelsContext=source_namespace,destination_namespace"];

    public static ResourceRequests Agent(Sizing sizing) => sizing.Growing(100, 128) with { MemoryLimitMebibytes = 1024 };

    public static ResourceRequests Envoy { get; } = new(20, 64, 512);

    public static ResourceRequests Operator { get; } = new(20, 96, 512);

    public static ResourceRequests Relay { get; } = new(10, 64, 256);

    public static ResourceRequests UiPart { get; } = new(5, 32, 128);

    /// <summary>Machines that are not there cannot run a second operator: its pods may not share a node.</summary>
    public static int OperatorReplicas(ClusterFacts cluster) => cluster.Nodes.Length > 1 ? 2 : 1;

    public static bool Announces(ClusterFacts cluster) => cluster.LoadBalancer == LoadBalancerChoice.Cilium;

    public static ValueTree For(PlatformContext platform, CiliumSpec spec) => Network(platform.Cluster, spec)
        .Merge(Pods(platform))
        .Merge(Announcements(platform.Cluster, spec.Announcements))
        .Merge(Hubble(platform, spec))
        .Merge(platform.Monitoring ? Monitoring(spec) : null);

    static ValueTree Network(ClusterFacts cluster, CiliumSpec spec) => new()
    {
        ["kubeProxyReplacement"] = cluster.ReplacesKubeProxy,
        // K3s answers for the API server on every machine's own address: there is no Service before there is a network.
        ["k8sServiceHost"] = cluster.ReplacesKubeProxy ? "127.0.0.1" : null,
        ["k8sServicePort"] = cluster.ReplacesKubeProxy ? 6444 : null,
        ["kubeProxyReplacementHealthzBindAddr"] = cluster.ReplacesKubeProxy ? "0.0.0.0:10256" : null,
        // K3s gives each node its part of the pod range. The chart's own range, 10.0.0.0/8, holds K3s' Services.
        ["ipam.mode"] = "kubernetes",
        ["k8s.requireIPv4PodCIDR"] = Range(cluster, v6: false) is not null ? true : null,
        ["k8s.requireIPv6PodCIDR"] = Range(cluster, v6: true) is not null ? true : null,
        ["ipv4NativeRoutingCIDR"] = Range(cluster, v6: false),
        ["ipv6NativeRoutingCIDR"] = Range(cluster, v6: true),
        ["ipv6.enabled"] = Range(cluster, v6: true) is not null ? true : null,
        ["bpf.masquerade"] = cluster.ReplacesKubeProxy,
        ["encryption.enabled"] = spec.EncryptTraffic ? true : null,
        ["encryption.type"] = spec.EncryptTraffic ? "wireguard" : null,
        ["gatewayAPI.enabled"] = spec.GatewayApi ? true : null,
        // The definitions are applied before; a renderer without a cluster cannot see that.
        ["gatewayAPI.gatewayClass.create"] = spec.GatewayApi ? "true" : null,
    };

    static string? Range(ClusterFacts cluster, bool v6) => cluster.PodCidrs.FirstOrDefault(cidr => cidr.Contains(':', StringComparison.Ordinal) == v6);

    static ValueTree Pods(PlatformContext platform) => new()
    {
        ["operator.replicas"] = OperatorReplicas(platform.Cluster),
        ["operator.podDisruptionBudget.enabled"] = OperatorReplicas(platform.Cluster) > 1,
        ["operator.podDisruptionBudget.maxUnavailable"] = OperatorReplicas(platform.Cluster) > 1 ? 1 : null,
        ["operator.resources"] = Operator.ToValues(),
        ["resources"] = Agent(platform.Sizing).ToValues(),
        ["envoy.resources"] = Envoy.ToValues(),
        // A changed setting without a restart would wait for the next reboot.
        ["rollOutCiliumPods"] = true,
        ["operator.rollOutPods"] = true,
        ["envoy.rollOutPods"] = true,
    };

    static ValueTree Announcements(ClusterFacts cluster, L2AnnouncementSpec spec)
    {
        // With another load balancer, Cilium must not answer for its Services.
        if (!Announces(cluster))
            return new() { ["defaultLBServiceIPAM"] = "none" };
        var limit = ClientRateLimit.For(cluster, spec);
        return new()
        {
            ["defaultLBServiceIPAM"] = "lbipam",
            ["l2announcements.enabled"] = true,
            ["l2announcements.leaseDuration"] = DurationText.Format(spec.LeaseDuration),
            ["l2announcements.leaseRenewDeadline"] = DurationText.Format(spec.RenewDeadline),
            ["l2announcements.leaseRetryPeriod"] = DurationText.Format(spec.RetryPeriod),
            ["k8sClientRateLimit.qps"] = limit.Qps,
            ["k8sClientRateLimit.burst"] = limit.Burst,
        };
    }

    static ValueTree Hubble(PlatformContext platform, CiliumSpec spec)
    {
        if (!spec.Hubble)
            return new() { ["hubble.enabled"] = false };
        var (replicas, redundant) = (platform.Sizing.Replicas, platform.Sizing.IsRedundant);
        return new()
        {
            ["hubble.enabled"] = true,
            ["hubble.relay.enabled"] = true,
            ["hubble.relay.replicas"] = replicas,
            ["hubble.relay.resources"] = Relay.ToValues(),
            ["hubble.relay.rollOutPods"] = true,
            ["hubble.relay.priorityClassName"] = Priority.Core,
            ["hubble.relay.podDisruptionBudget.enabled"] = redundant,
            ["hubble.relay.podDisruptionBudget.maxUnavailable"] = redundant ? 1 : null,
            ["hubble.relay.topologySpreadConstraints"] = redundant ? Place.Spread(Cilium.Labels("hubble-relay")) : null,
            ["hubble.ui.enabled"] = true,
            ["hubble.ui.replicas"] = 1,
            ["hubble.ui.priorityClassName"] = Priority.Core,
            ["hubble.ui.frontend.resources"] = UiPart.ToValues(),
            ["hubble.ui.backend.resources"] = UiPart.ToValues(),
            // Certificates made by Helm are new ones with every render; those of a job are made in the cluster, once, and renewed there.
            ["hubble.tls.auto.method"] = "cronJob",
        };
    }

    static ValueTree Monitoring(CiliumSpec spec) => new()
    {
        ["prometheus.enabled"] = true,
        ["prometheus.serviceMonitor.enabled"] = true,
        ["prometheus.serviceMonitor.trustCRDsExist"] = true,
        ["operator.prometheus.enabled"] = true,
        ["operator.prometheus.serviceMonitor.enabled"] = true,
        ["envoy.prometheus.enabled"] = true,
        ["envoy.prometheus.serviceMonitor.enabled"] = true,
        ["dashboards.enabled"] = true,
        ["operator.dashboards.enabled"] = true,
        ["hubble.metrics.enabled"] = spec.Hubble ? HubbleMetrics : null,
        ["hubble.metrics.enableOpenMetrics"] = spec.Hubble ? true : null,
        ["hubble.metrics.serviceMonitor.enabled"] = spec.Hubble ? true : null,
        ["hubble.metrics.dashboards.enabled"] = spec.Hubble ? true : null,
    };
}
