using Basecamp.Components.Clusters;
using Basecamp.Manifests.Addresses;

namespace Basecamp.Components.Cilium;

/// <summary>
/// Requests a second that one agent may send to the API server. With L2 announcements, every agent looks at the lease of every LoadBalancer
/// Service once in a retry period; with too small an allowance renewals queue, leases run out, and addresses stop answering (cilium#26586).
/// </summary>
/// <param name="Qps">Requests a second.</param>
/// <param name="Burst">Requests at once.</param>
sealed record ClientRateLimit(int Qps, int Burst)
{
    // The agent's own default, for everything that is not a lease.
    const int Base = 10;

    // Nobody plans for more Services than this, however large the pool.
    const int MostServices = 100;

    public static ClientRateLimit For(ClusterFacts cluster, L2AnnouncementSpec announcements)
    {
        var leases = (int)Math.Ceiling(Services(cluster) / announcements.RetryPeriod.TotalSeconds);
        return new(Base + leases, 2 * (Base + leases));
    }

    // There cannot be more than there are addresses.
    static int Services(ClusterFacts cluster)
    {
        UInt128 addresses = 0;
        foreach (var text in cluster.LoadBalancerPool)
        {
            if (AddressRange.TryParse(text, out var range, out _))
                addresses += UInt128.Min(range.Size, MostServices);
        }
        return (int)UInt128.Min(addresses, MostServices);
    }
}
