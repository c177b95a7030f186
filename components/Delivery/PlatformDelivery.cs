using Pulumi;
using Kubernetes = Pulumi.Kubernetes;

namespace Basecamp.Components.Delivery;

/// <summary>
/// Who applies a tier: the providers its manifests go to, and how its charts are installed. The same components serve Pulumi, Argo CD and
/// Flux; only wrappers differ.
/// </summary>
/// <remarks>
/// The CNI, the GitOps engine, custom resource definitions, namespaces and Secrets go to the cluster directly whoever delivers the rest:
/// GitOps cannot start without the first, and the last must never be in git.
/// </remarks>
public sealed class PlatformDelivery
{
    /// <summary>Who applies.</summary>
    public required DeliveryEngine Engine { get; init; }

    /// <summary>The cluster itself.</summary>
    public required Kubernetes.Provider Cluster { get; init; }

    /// <summary>Where Argo CD or Flux reads from; null with <see cref="DeliveryEngine.Pulumi"/>.</summary>
    public GitSource? Git { get; init; }

    /// <summary>The root that units belong to: <c>bootstrap</c>, <c>platform</c> or <c>apps</c>.</summary>
    public string Root { get; init; } = "platform";

    /// <summary>Name of the stack.</summary>
    public required string Stack { get; init; }

    /// <summary>Namespace of the GitOps engine.</summary>
    public string EngineNamespace => Engine == DeliveryEngine.Argocd ? "argocd-system" : "flux-system";

    /// <summary>Whether files are rendered for somebody else to apply.</summary>
    public bool IsGitOps => Engine != DeliveryEngine.Pulumi;

    /// <summary>The provider of the wrappers that tell the GitOps engine about units; null with <see cref="DeliveryEngine.Pulumi"/>.</summary>
    internal Kubernetes.Provider? Wrappers { get; private init; }

    /// <summary>Delivery of a tier.</summary>
    /// <param name="parent">The tier.</param>
    /// <param name="engine">Who applies.</param>
    /// <param name="cluster">The cluster itself.</param>
    /// <param name="stack">Name of the stack.</param>
    /// <param name="root"><c>bootstrap</c>, <c>platform</c> or <c>apps</c>.</param>
    /// <param name="git">Where Argo CD or Flux reads from; required for them.</param>
    public static PlatformDelivery Of(
        Resource? parent, DeliveryEngine engine, Kubernetes.Provider cluster, string stack, string root, GitSource? git)
    {
        if (engine != DeliveryEngine.Pulumi && git is null)
            throw new ArgumentException($"Delivery by {engine} needs a git repository that it can read from.", nameof(git));
        var delivery = new PlatformDelivery { Engine = engine, Cluster = cluster, Stack = stack, Root = root, Git = git };
        return engine switch
        {
            DeliveryEngine.Argocd => delivery.With(delivery.ManifestsIn(ArgoApplication.Directory, parent)),
            DeliveryEngine.Flux => delivery.With(delivery.ManifestsIn(FluxKustomization.Directory, parent)),
            _ => delivery,
        };
    }

    PlatformDelivery With(Kubernetes.Provider wrappers) =>
        new() { Engine = Engine, Cluster = Cluster, Stack = Stack, Root = Root, Git = Git, Wrappers = wrappers };

    /// <summary>Directory of this stack in the repository.</summary>
    public string Path => Git?.Path ?? $"gitops/{Stack}";

    /// <summary>Directory of a unit's files in the repository.</summary>
    public string PathOf(string unit) => $"{Path}/{Root}/{unit}";

    /// <summary>The provider that a directory's manifests go to.</summary>
    /// <param name="directory">Name of the directory below the root; also names the provider.</param>
    /// <param name="parent">What the provider belongs to.</param>
    internal Kubernetes.Provider ManifestsIn(string directory, Resource? parent)
    {
        if (!IsGitOps)
            return Cluster;
        var args = ProviderArguments.Empty();
        // What is committed is what `basecamp render` writes, byte-identical and reviewed; the provider's own copy is a by-product of not applying.
        // A kubeconfig is not allowed besides, and skipUpdateUnreachable, which a refresh could do with, would skip every change.
        args.RenderYamlToDirectory = $"{RenderedPrefix}{PathOf(directory)}";
        return new($"{Root}-{directory}-manifests", args, new() { Parent = parent });
    }

    /// <summary>What directories of rendering providers start with; the rest is the path in the repository.</summary>
    public const string RenderedPrefix = ".rendered/";
}
