using Basecamp.Components.ArgoCd;
using Basecamp.Components.Delivery;
using Basecamp.Components.Flux;
using Pulumi;

namespace Basecamp.Infra.Apps;

/// <summary>
/// What leads a GitOps engine to the files of a stack that owns apps alone. Pulumi applies it: the roots of the platform's stack know nothing of
/// other stacks.
/// </summary>
public static class AppsRoot
{
    /// <summary>Declares the root; nothing with Pulumi.</summary>
    /// <param name="delivery">Delivery of the apps.</param>
    /// <param name="parent">The tier.</param>
    public static void Register(PlatformDelivery delivery, Resource parent)
    {
        var options = new CustomResourceOptions { Parent = parent, Provider = delivery.Cluster };
        if (delivery.Engine == DeliveryEngine.Argocd)
            ArgoRoots.RegisterApps(delivery, options);
        if (delivery.Engine == DeliveryEngine.Flux)
            FluxRoots.RegisterApps(delivery, options);
    }
}
