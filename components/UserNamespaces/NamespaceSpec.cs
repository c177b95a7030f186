using Basecamp.Components.Namespaces;

namespace Basecamp.Components.UserNamespaces;

/// <summary>A namespace of your own: denies all traffic but DNS and its own pods, and what is listed here.</summary>
public sealed record NamespaceSpec
{
    /// <summary>Name without the tier's suffix: a DNS label, unique.</summary>
    public required string Name { get; init; }

    /// <summary>Whom it serves; its name ends accordingly. Default <c>app</c>: no suffix.</summary>
    public NamespaceTier Tier { get; init; } = NamespaceTier.App;

    /// <summary>Pod Security Standard it enforces. Default <c>restricted</c>; anything else needs a <see cref="Reason"/>.</summary>
    public PodSecurityLevel PodSecurity { get; init; } = PodSecurityLevel.Restricted;

    /// <summary>Why it enforces less than restricted: a sentence for reviewers, kept as an annotation. Default: none.</summary>
    public string? Reason { get; init; }

    /// <summary>TCP ports of public addresses that its pods may connect to, e.g. 443. Default: none.</summary>
    public IReadOnlyList<int> Internet { get; init; } = [];

    /// <summary>Whether its pods may use the Kubernetes API. Default false.</summary>
    public bool ApiServer { get; init; }

    /// <summary>TCP ports that Prometheus reads metrics from. Default: none.</summary>
    public IReadOnlyList<int> Metrics { get; init; } = [];

    /// <summary>Other namespaces whose pods may connect. Default: none.</summary>
    public IReadOnlyList<NamespaceClientSpec> From { get; init; } = [];

    /// <summary>Pods it may have. Default 100; null for no limit.</summary>
    public int? MaxPods { get; init; } = 100;

    /// <summary>LoadBalancer Services it may have. Default 0.</summary>
    public int LoadBalancers { get; init; }

    /// <summary>Whether losing it loses data: then deleting it here only forgets it. Default false.</summary>
    public bool HoldsState { get; init; }
}

/// <summary>A namespace that may connect to another.</summary>
public sealed record NamespaceClientSpec
{
    /// <summary>Full name of the namespace that connects.</summary>
    public required string Namespace { get; init; }

    /// <summary>TCP ports it may connect to.</summary>
    public required IReadOnlyList<int> Ports { get; init; }
}
