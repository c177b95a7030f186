namespace Basecamp.Components.Topology;

/// <summary>How strictly hosts and K3s are configured.</summary>
public enum HardeningProfile
{
    /// <summary>The K3s CIS guide: kernel defaults, audit log, Pod Security admission, kubelet and API server flags.</summary>
    Cis,

    /// <summary>K3s' own defaults.</summary>
    None,
}
