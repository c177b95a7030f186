namespace Basecamp.Components.Topology;

/// <summary>How flannel carries pod traffic between nodes.</summary>
public enum FlannelBackend
{
    /// <summary>VXLAN on UDP 8472. Works on any network.</summary>
    Vxlan,

    /// <summary>Plain routes; every node must be on one layer-2 network.</summary>
    HostGw,

    /// <summary>Encrypted with the kernel's WireGuard on UDP 51820.</summary>
    WireguardNative,
}
