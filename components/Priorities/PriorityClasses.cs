using System.Collections.Immutable;
using Basecamp.Components.Delivery;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Pulumi;
using Pulumi.Kubernetes.Scheduling.V1;

namespace Basecamp.Components.Priorities;

/// <summary>
/// The platform's priority classes. Applied by Pulumi whoever delivers: a pod that names a class which is not there is refused.
/// </summary>
public sealed class PriorityClasses : PlatformComponent
{
    // All below Kubernetes' own two (2,000,000,000 and up), so that nothing here ever displaces the CNI or DNS.
    static readonly ImmutableArray<(string Name, int Value, string Description)> Classes =
    [
        (Priority.System, 1_000_000, "Controllers that the cluster needs to repair itself: storage, certificates, ingress, policies."),
        (Priority.Core, 500_000, "Services that apps share: databases, monitoring, registries."),
        (Priority.App, 1_000, "Apps. What states no class gets this one."),
        (Priority.Batch, -1_000, "Work that can wait. Displaces nothing and is displaced first."),
    ];

    /// <summary>Declares the classes.</summary>
    public PriorityClasses(string name, PriorityClassesArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:PriorityClasses", name, args, options, isDirect: true)
    {
        foreach (var (className, value, description) in Classes)
            _ = new PriorityClass(
                $"{name}-{className}",
                new()
                {
                    Metadata = ObjectMeta.Of(className),
                    Value = value,
                    Description = description,
                    GlobalDefault = className == Priority.App ? true : (Input<bool>?)null,
                    PreemptionPolicy = className == Priority.Batch ? "Never" : "PreemptLowerPriority",
                },
                Child());
        Deliver();
    }
}

/// <summary>Arguments of <see cref="PriorityClasses"/>.</summary>
public sealed class PriorityClassesArgs : PlatformComponentArgs;
