using System.Text.RegularExpressions;
using Basecamp.Components.Clusters;
using Basecamp.Components.Configuration;
using Basecamp.Components.Platform;
using Basecamp.Components.Values;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Settings;

/// <summary>Backups of the cluster: that they are taken, and that they outlive what they are of.</summary>
static partial class BackupRules
{
    public static void Check(PlatformSettings settings, ClusterFacts cluster, Problems problems)
    {
        CheckStore(settings, cluster, problems);
        if (settings.Velero is not { } velero)
            return;
        var at = problems.At("velero");
        if (settings.ObjectStore is null)
            at.Add("", "is set, but there is no store for backups. Add `objectStore.external`.");
        if (!CronSchedule.IsValid(velero.Schedule, out var mistake))
            at.Add("schedule", $"is {Shown.Text(velero.Schedule)}, which {mistake}");
        if (velero.RetentionDays < 1)
            at.Add("retentionDays", $"is {velero.RetentionDays}, but backups are kept for at least 1 day.");
        foreach (var (index, ns) in velero.Exclude.Index())
            if (!DnsNames.IsLabel(ns))
                at.Add($"exclude[{index}]", $"is {Shown.Text(ns)}, but names of namespaces are {DnsNames.LabelRule}.");
    }

    static void CheckStore(PlatformSettings settings, ClusterFacts cluster, Problems problems)
    {
        if (settings.ObjectStore?.InCluster is not { } store)
            return;
        var at = problems.At("objectStore.inCluster");
        if (store.VolumeGiB < 1)
            at.Add("volumeGiB", $"is {store.VolumeGiB}, but a volume has at least 1 GiB.");
        var (members, workers) = (new Sizing(settings.Profile).Members, cluster.Workers.Count());
        if (members > workers)
            at.Add("", $"is set, but with profile {ConfigurationNames.Of(settings.Profile)} it runs {members} servers of a kind, each on another node, and only "
                + $"{workers} run{(workers == 1 ? "s" : "")} pods. Use `profile: small`, or add agents.");
        foreach (var (index, bucket) in store.Buckets.Index())
            if (!Bucket().IsMatch(bucket))
                at.Add($"buckets[{index}]", $"is {Shown.Text(bucket)}, but a bucket is 3 to 63 lower-case letters, digits and hyphens, beginning and ending with a letter or digit.");
        var wantsBackups = settings.Velero is not null || settings.Postgres?.Clusters.Values.Any(each => each.Backup is not null) == true;
        if (wantsBackups && settings.ObjectStore.External is null && !store.AcceptBackups)
            problems.Add("objectStore", "has only `inCluster`, so backups would be lost together with what they are of. Add `external:` with a store outside, or "
                + "accept it with `inCluster.acceptBackups: true`.");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]\z")]
    private static partial Regex Bucket();
}
