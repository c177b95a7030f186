namespace Basecamp.Manifests.Pods;

/// <summary>Something that brings pods closer to their node than an ordinary container is.</summary>
/// <param name="Kind">What.</param>
/// <param name="Container">The container that has it; null when the whole pod has it.</param>
/// <param name="Name">Which one: the namespace, the path on the node, or the capability; empty when the kind says it all.</param>
public sealed record PodPrivilege(PodPrivilegeKind Kind, string? Container, string Name);

/// <summary>Kinds of privileges.</summary>
public enum PodPrivilegeKind
{
    /// <summary>The pod shares a namespace of its node: <c>hostNetwork</c>, <c>hostPID</c> or <c>hostIPC</c>.</summary>
    HostNamespace,

    /// <summary>The pod mounts a directory of its node.</summary>
    HostPath,

    /// <summary>The container is <c>privileged</c>.</summary>
    Privileged,

    /// <summary>A process may gain more privileges than its parent: <c>allowPrivilegeEscalation</c> is not false.</summary>
    Escalation,

    /// <summary>The container adds a Linux capability.</summary>
    AddedCapability,

    /// <summary>The container keeps the capabilities that the runtime gives by default: it does not drop <c>ALL</c>.</summary>
    DefaultCapabilities,
}
