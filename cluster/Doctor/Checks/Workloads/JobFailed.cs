using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Workloads;

/// <summary>A Job that gave up.</summary>
sealed class JobFailed : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        // Of a CronJob's runs the last one counts.
        var runs = cluster.Snapshot.Of("batch", "Job")
            .GroupBy(job => job.Owners().FirstOrDefault(owner => owner.Kind == "CronJob") is { Name.Length: > 0 } owner ? owner : job.Id());
        foreach (var job in runs.Select(group => group.MaxBy(each => each.CreatedAt())!).Where(each => each.Condition("Failed") is { IsTrue: true }))
        {
            var condition = job.Condition("Failed")!;
            var pod = cluster.PodsIn(job.Namespace!).FirstOrDefault(each => each.Object.Owners().Contains(job.Id()));
            var container = pod?.Containers.FirstOrDefault(each => each.Ended is { Code: not 0 });
            yield return new("job-failed", job.Id(), $"Job {job.Name} gave up", condition.Reason switch
            {
                "DeadlineExceeded" => "It took longer than activeDeadlineSeconds.",
                _ when container is not null =>
                    $"Container {container.Name} ended with exit code {container.Ended!.Code.ToString(CultureInfo.InvariantCulture)} each time.",
                _ => "Its pods failed as often as backoffLimit allows.",
            })
            {
                Evidence = [condition.ToString(), .. container is null ? [] : new[] { container.Ended!.Evidence(container.Name) }, .. container?.LogEnd(2)
                    ?? []],
                Commands = [$"kubectl -n {job.Namespace} logs job/{job.Name} --tail=50", .. job.Owners().Where(owner => owner.Kind == "CronJob").Select(owner =>
                    $"kubectl -n {job.Namespace} create job {owner.Name}-again --from=cronjob/{owner.Name}")],
                Runbook = "docs/runbooks/crashloop.md",
                IsSymptom = true,
                Because = pod is null ? [] : [.. Containers.Needs.Of(pod)],
            };
        }
    }
}
