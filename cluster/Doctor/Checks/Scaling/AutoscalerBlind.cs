using Basecamp.Cluster.Doctor.Views;
using Basecamp.Cluster.Snapshots;
using Basecamp.Manifests.Objects;

namespace Basecamp.Cluster.Doctor.Checks.Scaling;

/// <summary>An autoscaler that cannot scale.</summary>
sealed class AutoscalerBlind : ICheck
{
    public IEnumerable<Finding> Find(ClusterView cluster)
    {
        foreach (var scaler in cluster.Snapshot.Of("autoscaling", "HorizontalPodAutoscaler"))
        {
            var (able, active) = (scaler.Condition("AbleToScale"), scaler.Condition("ScalingActive"));
            var target = $"{scaler.Text("spec", "scaleTargetRef", "kind")} {scaler.Text("spec", "scaleTargetRef", "name")}";
            if (able is { Status: "False" })
                yield return Of(scaler, able, "hpa-target", $"The autoscaler {scaler.Name} cannot scale {target}",
                    able.Message.Contains("not found", StringComparison.Ordinal)
                    ? $"{target} does not exist." : able.Message);
            else if (active is { Status: "False", Reason: not "ScalingDisabled" })
            {
                var missing = active.Message.Contains("missing request for", StringComparison.Ordinal);
                yield return Of(scaler, active, missing ? "hpa-no-requests" : "hpa-no-metrics", missing
                    ? $"The autoscaler {scaler.Name} cannot compute a share: pods of {target} ask for nothing"
                    : $"The autoscaler {scaler.Name} gets no metrics",
                    missing ? "Use is measured against what containers ask for. Each container needs a request, sidecars included."
                    : active.Reason.Contains("External", StringComparison.Ordinal) ? "KEDA's metrics API does not answer, or its trigger fails."
                    : active.Message.Contains("no metrics returned", StringComparison.Ordinal) || active.Message.Contains("did not receive metrics",
                        StringComparison.Ordinal) ? "metrics-server has none of these pods yet, or cannot ask their nodes."
                    : "metrics-server does not run, or does not answer.") with
                {
                    IsSymptom = !missing,
                    Because = [new("apiregistration.k8s.io", "APIService", null, "v1beta1.metrics.k8s.io"), new("apiregistration.k8s.io", "APIService", null,
                        "v1beta1.external.metrics.k8s.io"),
                        .. cluster.Snapshot.Of("keda.sh", "ScaledObject").Where(each => each.Namespace == scaler.Namespace && scaler.Owners()
                            .Contains(each.Id())).Select(each => each.Id())],
                };
            }
        }
    }

    static Finding Of(KubernetesObject scaler, Condition condition, string check, string what, string cause) => new(check, scaler.Id(), what, cause)
    {
        Evidence = [condition.ToString()],
        Commands = [$"kubectl -n {scaler.Namespace} describe hpa {scaler.Name}", "kubectl get apiservices | grep metrics"],
        Runbook = "docs/runbooks/hpa-not-scaling.md",
    };
}
