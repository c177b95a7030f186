using System.Globalization;
using Basecamp.Components.Delivery;
using Basecamp.Components.Monitoring;
using Basecamp.Components.Values;
using Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;

namespace Basecamp.Components.WebApps;

/// <summary>What adds pods under load, and takes them away slowly.</summary>
static class WebAppScaler
{
    // A minute of load is not a trend.
    const int StabilizationSeconds = 300;

    static (string ApiVersion, string Kind) Target(WebAppPlan plan) => plan.Spec.Rollout is null ? ("apps/v1", "Deployment") : ("argoproj.io/v1alpha1", "Rollout");

    public static HorizontalPodAutoscalerArgs ByCpu(WebAppPlan plan, WebAppScalingSpec scaling) => new()
    {
        Metadata = ObjectMeta.Of(plan.Name, plan.Namespace, plan.Labels),
        Spec = new HorizontalPodAutoscalerSpecArgs
        {
            ScaleTargetRef = new CrossVersionObjectReferenceArgs { ApiVersion = Target(plan).ApiVersion, Kind = Target(plan).Kind, Name = plan.Name },
            MinReplicas = plan.Replicas,
            MaxReplicas = scaling.Max,
            Metrics =
            {
                new MetricSpecArgs
                {
                    Type = "Resource",
                    Resource = new ResourceMetricSourceArgs
                    {
                        Name = "cpu",
                        Target = new MetricTargetArgs { Type = "Utilization", AverageUtilization = scaling.CpuPercent },
                    },
                },
            },
            Behavior = new HorizontalPodAutoscalerBehaviorArgs
            {
                ScaleDown = new HPAScalingRulesArgs { StabilizationWindowSeconds = StabilizationSeconds },
            },
        },
    };

    public static CustomObjectArgs ByQuery(WebAppPlan plan, WebAppScalingSpec scaling) => new(
        "keda.sh/v1alpha1",
        "ScaledObject",
        ObjectMeta.Of(plan.Name, plan.Namespace, plan.Labels),
        new()
        {
            ["scaleTargetRef.apiVersion"] = Target(plan).ApiVersion,
            ["scaleTargetRef.kind"] = Target(plan).Kind,
            ["scaleTargetRef.name"] = plan.Name,
            ["minReplicaCount"] = plan.Replicas,
            ["maxReplicaCount"] = scaling.Max,
            ["cooldownPeriod"] = StabilizationSeconds,
            // Without an answer from Prometheus, as many as there are always.
            ["fallback.failureThreshold"] = 3,
            ["fallback.replicas"] = plan.Replicas,
            ["triggers"] = new[]
            {
                new ValueTree
                {
                    ["type"] = "prometheus",
                    ["metricType"] = "AverageValue",
                    ["metadata.serverAddress"] = MonitoringStack.PrometheusUrl,
                    ["metadata.query"] = scaling.Query,
                    ["metadata.threshold"] = scaling.PerReplica?.ToString(CultureInfo.InvariantCulture),
                },
            },
        });
}
