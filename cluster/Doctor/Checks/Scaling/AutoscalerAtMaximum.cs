using System.Globalization;
using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;

namespace Basecamp.Cluster.Doctor.Checks.Scaling;

/// <summary>An autoscaler that would scale further and may not.</summary>
sealed class AutoscalerAtMaximum : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public IEnumerable<Finding> Find(ClusterView cluster) =>
        from scaler in cluster.Snapshot.Of("autoscaling", "HorizontalPodAutoscaler")
        let limited = scaler.Condition("ScalingLimited")
        where limited is { IsTrue: true, Reason: "TooManyReplicas" } && cluster.Since(limited.At) > Patience
        select new Finding("hpa-at-maximum", scaler.Id(), $"The autoscaler {scaler.Name} is at its maximum and wants more",
            "Load is higher than planned, or one copy does less than it should.")
        {
            Severity = Severity.Risk,
            Evidence = [limited.ToString(), string.Create(CultureInfo.InvariantCulture, $"spec.maxReplicas {scaler.Count("spec", "maxReplicas")}")],
            Commands = [$"kubectl -n {scaler.Namespace} describe hpa {scaler.Name}"],
            Runbook = "docs/runbooks/hpa-not-scaling.md",
        };
}
