using Basecamp.Components.Clusters;
using Basecamp.Components.Parts;
using Basecamp.Components.Platform;
using Pulumi;

namespace Basecamp.Components.Cilium;

/// <summary>
/// Hubble's page on the web, with a password. A unit of its own: Cilium comes before the ingress controller, this after it.
/// </summary>
public sealed class HubbleUi : PlatformComponent
{
    /// <summary>Host below the platform's domain.</summary>
    public const string Host = "hubble";

    /// <summary>Whether a platform has the page.</summary>
    /// <param name="cilium">Options of Cilium; null for the defaults.</param>
    /// <param name="http">How HTTP gets in; null when nothing is published.</param>
    /// <param name="cluster">The cluster.</param>
    public static bool IsPublished(CiliumSpec? cilium, HttpEntry? http, ClusterFacts cluster) =>
        http is not null && cluster.Cni == Cni.Cilium && (cilium ?? new()).Hubble;

    /// <summary>Publishes the page.</summary>
    public HubbleUi(string name, HubbleUiArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:HubbleUi", name, args, options)
    {
        Expose(Host, Cilium.HubbleUi, requirePassword: true);
        Deliver();
    }
}

/// <summary>Arguments of <see cref="HubbleUi"/>.</summary>
public sealed class HubbleUiArgs : PlatformComponentArgs;
