using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Parts;
using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace Basecamp.Components.Crds;

/// <summary>
/// Custom resource definitions, applied by Pulumi before everything else, whoever delivers the rest: GitOps engines and charts start with kinds
/// they know, several definitions do not fit a client-side apply, and uninstalling a chart deletes nobody's objects. Each bundle is a Helm release
/// of a chart that <see cref="DefinitionChart"/> writes; the release keeps its definitions when it goes.
/// </summary>
public sealed class CustomResourceDefinitions : PlatformComponent
{
    /// <summary>Namespace of the releases.</summary>
    public const string ReleaseNamespace = "kube-system";

    // Helm waits until the API server serves the kinds.
    const int TimeoutSeconds = 300;

    /// <summary>What is applied.</summary>
    public ImmutableArray<ManifestPin> Bundles { get; }

    /// <summary>Applies the bundles.</summary>
    public CustomResourceDefinitions(string name, CustomResourceDefinitionsArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:CustomResourceDefinitions", name, args, options, isDirect: true)
    {
        Bundles = args.Bundles;
        foreach (var bundle in args.Bundles)
            _ = new Release($"{name}-{DefinitionChart.NameOf(bundle)}", ReleaseOf(bundle, args.ChartDirectory), Child());
        Deliver();
    }

    static ReleaseArgs ReleaseOf(ManifestPin bundle, string directory) => new()
    {
        Name = ReleaseNameOf(bundle),
        Namespace = ReleaseNamespace,
        Chart = $"{directory}/{DefinitionChart.DirectoryOf(bundle)}",
        MaxHistory = 2,
        Timeout = TimeoutSeconds,
    };

    /// <summary>Name of a bundle's release.</summary>
    public static string ReleaseNameOf(ManifestPin bundle) => $"definitions-{DefinitionChart.NameOf(bundle)}";
}

/// <summary>Arguments of <see cref="CustomResourceDefinitions"/>.</summary>
public sealed class CustomResourceDefinitionsArgs : PlatformComponentArgs
{
    /// <summary>What to apply. Required.</summary>
    public required ImmutableArray<ManifestPin> Bundles { get; init; }

    /// <summary>
    /// Directory of the bundles' charts, <see cref="DefinitionChart.DirectoryOf"/> each, relative to the Pulumi program: the provider reads them from
    /// there. Default <c>./.definitions</c>.
    /// </summary>
    public string ChartDirectory { get; init; } = "./.definitions";
}
