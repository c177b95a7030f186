namespace Basecamp.Components.K3s.Config;

/// <summary>
/// What a node tells the cluster when it registers. In a drop-in of its own, because changing it must not restart K3s: labels and taints of
/// a registered node are changed through the API.
/// </summary>
public sealed record RegistrationConfig
{
    /// <summary>Labels, <c>key=value</c>.</summary>
    [K3sKey("node-label")] public IReadOnlyList<string> NodeLabel { get; init; } = [];

    /// <summary>Taints, <c>key=value:Effect</c>. Only read at registration.</summary>
    [K3sKey("node-taint")] public IReadOnlyList<string> NodeTaint { get; init; } = [];
}
