namespace Basecamp.Components.Namespaces;

/// <summary>Pod Security Standard that a namespace enforces.</summary>
public enum PodSecurityLevel
{
    /// <summary>Non-root, no privileges, no host access.</summary>
    Restricted,

    /// <summary>No known privilege escalation; root is allowed.</summary>
    Baseline,

    /// <summary>Everything, for what manages nodes, disks or the network.</summary>
    Privileged,
}
