namespace Basecamp.Testing.Guardrails;

/// <summary>All guardrails, by id.</summary>
public static class AllGuardrails
{
    /// <summary>About secrets, which concern every program.</summary>
    public static IReadOnlyList<IGuardrail> Secrets => SecretGuardrails.All;

    /// <summary>About Kubernetes objects.</summary>
    public static IReadOnlyList<IGuardrail> Manifests { get; } =
    [
        new PrivilegedPods(), new RootPods(), new UnpinnedImages(), new MissingRequests(), new OpenNamespaces(), new FragileReplicas(),
        new AlertsWithoutRunbook(), new LaxNamespaces(), new SecretsInPlainSight(),
    ];

    /// <summary>About where resources go, which concerns every program.</summary>
    public static IReadOnlyList<IGuardrail> Providers { get; } = [new AmbientProviders()];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IGuardrail> All { get; } = [.. SecretGuardrails.All, .. Providers, .. Manifests];
}
