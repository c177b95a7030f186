using System.Text.RegularExpressions;
using Basecamp.Components.Configuration;
using Basecamp.Components.ObjectStore;
using Basecamp.Components.Parts;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.SeaweedFs;

/// <summary>The store in the cluster: that it can run, and that backups are not lost together with what they are of.</summary>
static partial class SeaweedFsRules
{
    public static IEnumerable<Need> NeedsIn(PlatformPlan plan)
    {
        if (plan.Section<SeaweedFsSpec>() is { AcceptBackups: false } && plan.Parts.Any(part => part.WritesBackups(plan)))
            yield return new(
                "objectStore", "objectStore.external", plan.Has<ExternalStoreSpec>(),
                "has only `inCluster`, so backups would be lost together with what they are of. Add `external:` with a store outside, or accept it with "
                + "`inCluster.acceptBackups: true`.");
    }

    public static void Check(PlatformPlan plan, Problems problems)
    {
        if (plan.Section<SeaweedFsSpec>() is not { } store)
            return;
        var at = problems.At("objectStore.inCluster");
        if (store.VolumeGiB < 1)
            at.Add("volumeGiB", $"is {store.VolumeGiB}, but a volume has at least 1 GiB.");
        var (members, workers) = (plan.Sizing.Members, plan.Cluster.Workers.Count());
        if (members > workers)
            at.Add("", $"is set, but with profile {ConfigurationNames.Of(plan.Profile)} it runs {members} servers of a kind, each on another node, and only "
                + $"{workers} run{(workers == 1 ? "s" : "")} pods. Use `profile: small`, or add agents.");
        foreach (var (index, bucket) in store.Buckets.Index())
            if (!Bucket().IsMatch(bucket))
                at.Add($"buckets[{index}]", $"is {Shown.Text(bucket)}, but a bucket is 3 to 63 lower-case letters, digits and hyphens, "
                    + "beginning and ending with a letter or digit.");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]\z")]
    private static partial Regex Bucket();
}
