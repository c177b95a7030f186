using Basecamp.Components.Clusters;
using Basecamp.Components.Delivery;
using Basecamp.Components.Parts;
using Basecamp.Components.Placement;
using Basecamp.Components.Values;
using Pulumi;

namespace Basecamp.Components.MetalLb;

/// <summary>The addresses that MetalLB hands out, and the machines that answer for them.</summary>
public sealed class MetalLbPool : PlatformComponent
{
    /// <summary>Name of the pool.</summary>
    public const string PoolName = "basecamp";

    /// <summary>Declares the pool.</summary>
    public MetalLbPool(string name, MetalLbPoolArgs args, ComponentResourceOptions? options = null)
        : base("basecamp:index:MetalLbPool", name, args, options)
    {
        Custom("addresses", new("metallb.io/v1beta1", "IPAddressPool", ObjectMeta.Of(PoolName, MetalLb.NamespaceName), new()
        {
            ["addresses"] = Platform.Cluster.LoadBalancerPool,
            // Some old devices treat .0 and .255 as no addresses at all.
            ["avoidBuggyIPs"] = true,
        }));
        Custom("announcement", new("metallb.io/v1beta1", "L2Advertisement", ObjectMeta.Of(PoolName, MetalLb.NamespaceName), new()
        {
            ["ipAddressPools"] = new[] { PoolName },
            ["nodeSelectors"] = Platform.Cluster.Nodes.Any(node => node.Role == NodeRole.Agent)
                ? new[] { new ValueTree { ["matchExpressions"] = new[] { Place.NoServer } } }
                : null,
        }));
        Deliver();
    }
}

/// <summary>Arguments of <see cref="MetalLbPool"/>.</summary>
public sealed class MetalLbPoolArgs : PlatformComponentArgs;
