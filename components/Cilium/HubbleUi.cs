using Basecamp.Components.Delivery;
using Pulumi;

namespace Basecamp.Components.Cilium;

/// <summary>
/// Hubble's page on the web, with a password. A unit of its own: Cilium comes before the ingress controller, this after it.
/// </summary>
public sealed class HubbleUi : PlatformComponent
{
    /// <summary>Publishes the page.</summary>
    public HubbleUi(string name, HubbleUiArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:HubbleUi", name, args, options)
    {
        Expose("hubble", Cilium.HubbleUi, requirePassword: true);
        Deliver();
    }
}

/// <summary>Arguments of <see cref="HubbleUi"/>.</summary>
public sealed class HubbleUiArgs : PlatformComponentArgs;
