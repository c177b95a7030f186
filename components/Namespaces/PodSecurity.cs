namespace Basecamp.Components.Namespaces;

/// <summary>The Pod Security level of a namespace, and why it is not the strictest.</summary>
/// <param name="Level">Enforced level; audit and warnings always use restricted.</param>
/// <param name="Reason">Why; null exactly with restricted.</param>
public sealed record PodSecurity(PodSecurityLevel Level, string? Reason)
{
    /// <summary>The strictest level, which needs no reason.</summary>
    public static PodSecurity Restricted { get; } = new(PodSecurityLevel.Restricted, null);

    /// <summary>Allows root.</summary>
    /// <param name="reason">Why, as a sentence that ends up in the namespace's annotations.</param>
    public static PodSecurity Baseline(string reason) => new(PodSecurityLevel.Baseline, reason);

    /// <summary>Allows everything.</summary>
    /// <param name="reason">Why, as a sentence that ends up in the namespace's annotations.</param>
    public static PodSecurity Privileged(string reason) => new(PodSecurityLevel.Privileged, reason);
}
