namespace Basecamp.Components.Kyverno;

/// <summary>
/// What objects must be like, checked by Kyverno: the value of <c>basecamp:platform.policies</c>. Controllers that the cluster needs to repair
/// itself are exempt, whatever is set here.
/// </summary>
public sealed record PolicySpec
{
    /// <summary>Images have a tag other than <c>latest</c>, or a digest. Default <c>audit</c>.</summary>
    public PolicyMode Images { get; init; } = PolicyMode.Audit;

    /// <summary>Containers state requests for CPU and memory, and a limit for memory. Default <c>audit</c>.</summary>
    public PolicyMode Resources { get; init; } = PolicyMode.Audit;

    /// <summary>Containers do not run as root. Default <c>audit</c>.</summary>
    public PolicyMode NonRoot { get; init; } = PolicyMode.Audit;

    /// <summary>Pods use neither their machine's network, processes, ports nor directories, and no privileged containers. Default <c>audit</c>.</summary>
    public PolicyMode HostAccess { get; init; } = PolicyMode.Audit;

    /// <summary>Deployments, StatefulSets and DaemonSets carry the labels of <see cref="RequiredLabels"/>. Default <c>audit</c>.</summary>
    public PolicyMode Labels { get; init; } = PolicyMode.Audit;

    /// <summary>Labels that workloads carry. Default: <c>app.kubernetes.io/name</c>.</summary>
    public IReadOnlyList<string> RequiredLabels { get; init; } = ["app.kubernetes.io/name"];

    /// <summary>Images that must be signed, and by whom. Default: none.</summary>
    public SignedImagesSpec? SignedImages { get; init; }

    /// <summary>Namespaces that are exempt besides the cluster's own. Default empty.</summary>
    public IReadOnlyList<string> ExemptNamespaces { get; init; } = [];

    /// <summary>
    /// Whether objects are refused while Kyverno does not answer, where a rule is enforced. Default false: while it is away, rules are not checked,
    /// and what got in is reported afterwards. True needs a profile with several replicas.
    /// </summary>
    public bool FailClosed { get; init; }
}

/// <summary>What happens to an object that breaks a rule.</summary>
public enum PolicyMode
{
    /// <summary>The rule does not exist.</summary>
    Off,

    /// <summary>It is accepted and reported.</summary>
    Audit,

    /// <summary>It is refused.</summary>
    Enforce,
}

/// <summary>Images that must be signed with cosign.</summary>
public sealed record SignedImagesSpec
{
    /// <summary>Images, as patterns: <c>ghcr.io/my-org/*</c>. Required, at least one.</summary>
    public required IReadOnlyList<string> Patterns { get; init; }

    /// <summary>What happens to others. Default <c>audit</c>.</summary>
    public PolicyMode Mode { get; init; } = PolicyMode.Audit;

    /// <summary>Public key in PEM of who signs. Either this or <see cref="Identity"/>. Default: none.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Who signs without a key, by an identity that Sigstore vouches for. Either this or <see cref="PublicKey"/>. Default: nobody.</summary>
    public SigningIdentitySpec? Identity { get; init; }
}

/// <summary>An identity that Sigstore vouches for.</summary>
public sealed record SigningIdentitySpec
{
    /// <summary>Who vouches, e.g. <c>https://token.actions.githubusercontent.com</c>. Required.</summary>
    public required string Issuer { get; init; }

    /// <summary>The identity as a regular expression, e.g. <c>^https://github.com/my-org/.+</c>. Required.</summary>
    public required string Subject { get; init; }
}
