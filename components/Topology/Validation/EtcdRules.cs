using Basecamp.Components.Configuration;

namespace Basecamp.Components.Topology.Validation;

/// <summary>etcd refuses to start with timings outside these limits.</summary>
static class EtcdRules
{
    const int HeartbeatsInElection = 5;

    static readonly TimeSpan LongestElection = TimeSpan.FromSeconds(50);

    public static void Check(HomelabTopology topology, Problems problems)
    {
        var (etcd, at) = (topology.K3s.Etcd, problems.At("k3s.etcd"));
        Durations.AtLeast(TimeSpan.FromMilliseconds(10), etcd.HeartbeatInterval, "heartbeatInterval", at);
        if (etcd.ElectionTimeout < etcd.HeartbeatInterval * HeartbeatsInElection)
        {
            at.Add("electionTimeout", $"is {DurationText.Format(etcd.ElectionTimeout)}, but etcd wants at least {HeartbeatsInElection} "
                + "times "
                + $"`heartbeatInterval` ({DurationText.Format(etcd.HeartbeatInterval)}). Set it to "
                + $"{DurationText.Format(etcd.HeartbeatInterval * HeartbeatsInElection)} or more; ten times is usual.");
        }
        if (etcd.ElectionTimeout > LongestElection)
            at.Add("electionTimeout", $"is {DurationText.Format(etcd.ElectionTimeout)}, but etcd allows at most "
                + $"{DurationText.Format(LongestElection)}. Lower it.");

        if (topology.K3s.Datastore is not null && etcd != new EtcdSpec())
            problems.Add("k3s.etcd", "is set, but tunes embedded etcd, and `k3s.datastore` is external. Remove one of the two.");
    }
}
