using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Workloads;

/// <summary>A CronJob that does not run when it should.</summary>
sealed class CronJobMissed : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from job in cluster.Snapshot.Of("batch", "CronJob")
        where !job.Flag("spec", "suspend")
        let told = cluster.Events(job.Id())
            .FirstOrDefault(each => each.Reason is "TooManyMissedTimes" or "UnparseableSchedule" or "FailedNeedsStart" or "MissSchedule" or "UnknownTimeZone")
        where told is not null
        select new Finding("cronjob-missed", job.Id(), $"CronJob {job.Name} does not run", told.Reason is "UnparseableSchedule" or "UnknownTimeZone"
            ? "Its schedule or time zone cannot be read." : "It missed its times, and startingDeadlineSeconds says not to run late.")
        {
            Evidence = [$"spec.schedule {job.Text("spec", "schedule")}", told.ToString()],
            Commands = [$"kubectl -n {job.Namespace} create job {job.Name}-again --from=cronjob/{job.Name}"],
            Runbook = "docs/runbooks/crashloop.md",
        };
}
