namespace Basecamp.Components.Placement;

/// <summary>Priority classes of the platform: who stays when a node is full. The component <c>PriorityClasses</c> creates them.</summary>
public static class Priority
{
    /// <summary>Controllers that the cluster needs to repair itself: network, storage, certificates, ingress.</summary>
    public const string System = "basecamp-system";

    /// <summary>Services that apps share, such as databases and monitoring.</summary>
    public const string Core = "basecamp-core";

    /// <summary>Apps; what states no class gets this one.</summary>
    public const string App = "basecamp-app";

    /// <summary>Work that can wait, such as reports: never displaces anything, and is displaced first.</summary>
    public const string Batch = "basecamp-batch";
}
