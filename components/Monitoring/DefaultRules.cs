using System.Collections.Immutable;
using Basecamp.Components.Clusters;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;

namespace Basecamp.Components.Monitoring;

/// <summary>Which of the chart's own rules are off, and why. Everything that is not here is on.</summary>
static class DefaultRules
{
    /// <summary>A rule or group of rules that is off.</summary>
    /// <param name="Name">Group in the chart's values, or alert.</param>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record Off(string Name, string Reason);

    /// <summary>Groups that are off.</summary>
    public static ImmutableArray<Off> Groups(ClusterFacts cluster)
    {
        var scrape = ControlPlaneScrape.For(cluster);
        var off = ImmutableArray.CreateBuilder<Off>();
        off.Add(new("windows", "There are no Windows machines."));
        if (!ControlPlaneScrape.Scrapes(scrape, "kubeControllerManager"))
            off.AddRange(
                new Off("kubeControllerManager", "The servers' addresses are unknown, so the controller manager is not scraped."),
                new Off("kubeSchedulerAlerting", "The servers' addresses are unknown, so the scheduler is not scraped."),
                new Off("kubeSchedulerRecording", "The servers' addresses are unknown, so the scheduler is not scraped."));
        if (!ControlPlaneScrape.Scrapes(scrape, "kubeEtcd"))
            off.Add(new("etcd", "The cluster's datastore is not an etcd whose metrics can be read."));
        if (!ControlPlaneScrape.Scrapes(scrape, "kubeProxy"))
            off.Add(new("kubeProxy", "Cilium does kube-proxy's work, or its addresses are unknown."));
        return off.ToImmutable();
    }

    /// <summary>Single alerts that are off.</summary>
    public static ImmutableArray<Off> Alerts(ClusterFacts cluster)
    {
        var off = ImmutableArray.CreateBuilder<Off>();
        if (cluster.Workers.Count() < 2)
            off.AddRange(
                new Off("KubeCPUOvercommit", "It asks whether a machine could be lost; with one machine the answer never changes."),
                new Off("KubeMemoryOvercommit", "It asks whether a machine could be lost; with one machine the answer never changes."));
        return off.ToImmutable();
    }

    public static ValueTree For(PlatformContext platform)
    {
        var values = new ValueTree();
        foreach (var group in Groups(platform.Cluster))
            values[$"defaultRules.rules.{group.Name}"] = false;
        foreach (var alert in Alerts(platform.Cluster))
            values[$"defaultRules.disabled.{alert.Name}"] = true;
        return values;
    }
}
