using System.Collections.Immutable;
using Basecamp.Components.Catalog;
using Basecamp.Components.Delivery;
using Pulumi;
using Pulumi.Kubernetes.Yaml.V2;

namespace Basecamp.Components.Crds;

/// <summary>
/// Custom resource definitions, applied by Pulumi before everything else and server-side, whoever delivers the rest: GitOps engines and charts
/// start with kinds they know, several definitions do not fit a client-side apply, and uninstalling a chart deletes nobody's objects.
/// </summary>
public sealed class CustomResourceDefinitions : PlatformComponent
{
    /// <summary>What is applied.</summary>
    public ImmutableArray<ManifestPin> Bundles { get; }

    /// <summary>Applies the bundles.</summary>
    public CustomResourceDefinitions(string name, CustomResourceDefinitionsArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:CustomResourceDefinitions", name, args, options, isDirect: true)
    {
        Bundles = args.Bundles;
        foreach (var bundle in args.Bundles)
            _ = new ConfigGroup(
                $"{name}-{bundle.Repository.Split('/')[1]}",
                new() { Files = [.. bundle.Urls] },
                new()
                {
                    Parent = this,
                    // A component of the provider's own gets no provider from its parent, only from its own options: without this the default
                    // provider is used, which talks to whatever cluster the workstation's kubeconfig names.
                    Provider = Unit.Manifests,
                    // A definition that goes takes every object of its kind along, in every namespace.
                    RetainOnDelete = true,
                });
        Deliver();
    }
}

/// <summary>Arguments of <see cref="CustomResourceDefinitions"/>.</summary>
public sealed class CustomResourceDefinitionsArgs : PlatformComponentArgs
{
    /// <summary>What to apply. Required.</summary>
    public required ImmutableArray<ManifestPin> Bundles { get; init; }
}
