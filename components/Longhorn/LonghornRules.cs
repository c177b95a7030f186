using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Longhorn;

/// <summary>Storage: that it runs on these machines, and that exactly one class is the default.</summary>
static class LonghornRules
{
    public static IEnumerable<Need> NeedsIn(PlatformPlan plan)
    {
        if (plan.Cluster.Provider != MachineProvider.K3d && plan.Section<LonghornSpec>() is { Backups: not null })
            yield return new(
                "longhorn.backups", "objectStore.external", plan.Has<ExternalStoreSpec>(),
                "need a store outside of this cluster, but there is no `objectStore.external`. Add it, or accept that with `backups: null`.");
    }

    public static void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Section<LonghornSpec>() is not { } longhorn)
            return;
        var at = problems.At("longhorn");
        if (plan.Cluster.Provider == MachineProvider.K3d)
        {
            at.Add("", "is set, but the nodes of a k3d cluster are containers, which cannot attach iSCSI disks. Remove it: K3s' local-path is there.");
            return;
        }
        CheckReplicas(longhorn, plan.Cluster, at);
        if (longhorn.DefaultClass && plan.Cluster.LocalPathIsDefault)
            at.Add("defaultClass", "is true, but K3s' local-path is a default class too, and which one a claim gets then depends on their age. Add "
                + "`disable: [local-storage]` to the homelab's `k3s.serverConfig`, or set `defaultClass: false`.");
        if (!AbsolutePath.IsValid(longhorn.DataPath))
            at.Add("dataPath", $"is {Shown.Text(longhorn.DataPath)}, but must be an absolute path such as /var/lib/longhorn.");
        if (longhorn.ReservedPercent is < 0 or > 90)
            at.Add("reservedPercent", $"is {longhorn.ReservedPercent}, but volumes can leave 0 to 90 percent of a disk to others.");
        CheckJob(longhorn.Snapshots, at.At("snapshots"));
        CheckJob(longhorn.Backups, at.At("backups"));
    }

    static void CheckReplicas(LonghornSpec longhorn, ClusterFacts cluster, Problems at)
    {
        var workers = cluster.Workers.Count();
        if (longhorn.Replicas is { } replicas && (replicas < 1 || replicas > workers))
            at.Add("replicas", $"is {replicas}, but every copy is on another of the {workers} node{(workers == 1 ? "" : "s")} that run pods. Choose 1 to {workers}.");
    }

    static void CheckJob(LonghornJobSpec? job, Problems at)
    {
        if (job is null)
            return;
        if (!CronSchedule.IsValid(job.Schedule, out var mistake))
            at.Add("schedule", $"is {Shown.Text(job.Schedule)}, which {mistake}");
        if (job.Keep is < 1 or > 100)
            at.Add("keep", $"is {job.Keep}, but 1 to 100 can be kept.");
    }
}
