namespace Basecamp.Components.Platform;

/// <summary>How much of everything a platform runs.</summary>
public enum PlatformProfile
{
    /// <summary>One node with 8 GiB: one of everything.</summary>
    Small,

    /// <summary>Three nodes: two of what answers requests, three of what needs a quorum.</summary>
    Standard,

    /// <summary>Six nodes, three of them for the control plane: like standard, with more memory for what grows with the cluster.</summary>
    Ha,
}
