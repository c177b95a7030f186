namespace Basecamp.Components.Cilium;

/// <summary>Options of Cilium: the value of <c>basecamp:platform.cilium</c>. That it is installed, and what it announces, the cluster says.</summary>
public sealed record CiliumSpec
{
    /// <summary>Record who talks to whom, and who was denied, and show it in Hubble's UI and in Prometheus. Default true.</summary>
    public bool Hubble { get; init; } = true;

    /// <summary>Encrypt traffic between pods on different machines with WireGuard. Default false: about a third of the throughput is lost.</summary>
    public bool EncryptTraffic { get; init; }

    /// <summary>Serve Gateway API objects of class <c>cilium</c>, besides the ingress controller's. Default false.</summary>
    public bool GatewayApi { get; init; }

    /// <summary>How addresses of LoadBalancer Services move between machines.</summary>
    public L2AnnouncementSpec Announcements { get; init; } = new();
}
