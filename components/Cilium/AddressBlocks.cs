using Basecamp.Components.Clusters;
using Basecamp.Components.Values;
using Basecamp.Manifests.Addresses;

namespace Basecamp.Components.Cilium;

/// <summary>The load balancer's pool as Cilium writes it.</summary>
static class AddressBlocks
{
    public static IEnumerable<ValueTree> Of(ClusterFacts cluster) => cluster.LoadBalancerPool.Select(BlockOf);

    static ValueTree BlockOf(string text)
    {
        if (!AddressRange.TryParse(text, out var range, out var mistake))
            throw new ArgumentException($"The load balancer's pool holds '{text}', which {mistake}");
        return range.PrefixLength is null
            ? new() { ["start"] = range.First.ToString(), ["stop"] = range.Last.ToString() }
            : new() { ["cidr"] = range.ToString() };
    }
}
