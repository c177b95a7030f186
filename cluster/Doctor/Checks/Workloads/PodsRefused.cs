using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Workloads;

/// <summary>Pods that the API server refuses to make.</summary>
sealed class PodsRefused : ICheck
{
    static readonly (string Kind, string Group)[] Makers = [("ReplicaSet", "apps"), ("StatefulSet", "apps"), ("DaemonSet", "apps"), ("Job", "batch")];

    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var maker in Makers.SelectMany(kind => cluster.Snapshot.Of(kind.Group, kind.Kind)).Where(IsShort))
        {
            var told = cluster.Events(maker.Id()).FirstOrDefault(each => each.Reason == "FailedCreate");
            // Events are kept for an hour; the condition stays.
            var failure = maker.Condition("ReplicaFailure") is { IsTrue: true } condition ? condition.Message : "";
            var message = failure.Length > 0 ? failure : told?.Message;
            if (message is { Length: > 0 })
                yield return Refusals.Explain(cluster, maker, message) with
                {
                    Evidence = [told?.ToString()
                    ?? $"status.conditions[ReplicaFailure] True: {failure}"]
                };
        }
    }

    static bool IsShort(KubernetesObject maker) => maker.Kind switch
    {
        "DaemonSet" => maker.Count("status", "currentNumberScheduled") < maker.Count("status", "desiredNumberScheduled"),
        "Job" => maker.Condition("Complete") is not { IsTrue: true } && maker.Count("status", "active") + maker.Count("status", "succeeded") == 0,
        _ => maker.Count("status", "replicas") < (maker.Number("spec", "replicas") ?? 1),
    };
}
