using Basecamp.Components.ArgoCd;
using Basecamp.Components.Crds;
using Basecamp.Components.Flux;
using Pulumi;

namespace Basecamp.Infra.Handover;

/// <summary>
/// Marks every Kubernetes object as retained, so that the next `up` forgets instead of deleting what goes to another owner. What Pulumi retains is
/// decided by its state, which is why the mark must be deployed before the owner changes. The GitOps engine that leaves is not marked: it goes. Nor are
/// releases of definitions, which keep what they installed: forgotten, they would be in the way of the next ones.
/// </summary>
sealed class RetainedForHandover
{
    readonly HashSet<Resource> unmarked = new(ReferenceEqualityComparer.Instance);

    /// <summary>Options of a tier whose objects change the owner.</summary>
    public ComponentResourceOptions Options() => new() { ResourceTransformations = { Mark } };

    // What a GitOps engine reads: left behind, a root would go on to apply what is no longer its own.
    static bool IsRoot(string type) =>
        type is "kubernetes:argoproj.io/v1alpha1:Application" or "kubernetes:argoproj.io/v1alpha1:ApplicationSet" or "kubernetes:argoproj.io/v1alpha1:AppProject"
        || type.Contains(".toolkit.fluxcd.io/", StringComparison.Ordinal);

    ResourceTransformationResult? Mark(ResourceTransformationArgs args)
    {
        if (args.Resource is ArgoCd or Flux or CustomResourceDefinitions || IsRoot(args.Resource.GetResourceType()) || (args.Options.Parent is { } parent && unmarked.Contains(parent)))
        {
            unmarked.Add(args.Resource);
            return null;
        }
        if (args.Options is not CustomResourceOptions options || !args.Resource.GetResourceType().StartsWith("kubernetes:", StringComparison.Ordinal))
            return null;
        options.RetainOnDelete = true;
        return new(args.Args, options);
    }
}
