using System.Globalization;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Monitoring;
using Basecamp.Components.Values;

namespace Basecamp.Components.WebApps;

/// <summary>The objects that bring out a new version in steps. Pure.</summary>
static class WebAppRollout
{
    /// <summary>Label that Argo Rollouts adds to pods of one revision.</summary>
    public const string Revision = "rollouts-pod-template-hash";

    // Bad once may be an accident, and one in three measurements would be one too many.
    const int FailureLimit = 1;

    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Name of the Service that leads to the new version before users get it.</summary>
    public static string PreviewOf(string app) => $"{app}-preview";

    public static RolloutArgs Rollout(WebAppPlan plan, WebAppRolloutSpec rollout)
    {
        var spec = new RolloutSpecArgs
        {
            Selector = WebAppObjects.Selector(plan),
            RevisionHistoryLimit = WebAppObjects.RevisionHistory,
            ProgressDeadlineSeconds = WebAppObjects.ProgressDeadline(plan),
            // A version that never gets ready is taken back, not waited for.
            ProgressDeadlineAbort = true,
            Strategy = (rollout.Strategy == RolloutStrategy.BlueGreen ? BlueGreen(plan, rollout) : Canary(plan, rollout)).ToMap(),
            Template = WebAppPods.Template(plan),
        };
        if (plan.Spec.Scaling is null)
            spec.Replicas = plan.Replicas;
        return new(ObjectMeta.Of(plan.Name, plan.Namespace, plan.Labels), spec);
    }

    static ValueTree Canary(WebAppPlan plan, WebAppRolloutSpec rollout) => new()
    {
        ["canary.maxSurge"] = 1,
        ["canary.maxUnavailable"] = 0,
        ["canary.steps"] = rollout.Steps.SelectMany(share => new[]
        {
            new ValueTree { ["setWeight"] = share },
            new ValueTree { ["pause.duration"] = Seconds(rollout.Pause) },
        }),
        // Measured in the background from the first new pod on, through all steps.
        ["canary.analysis.startingStep"] = 1,
        ["canary.analysis.templates"] = new[] { new ValueTree { ["templateName"] = plan.Name } },
    };

    static ValueTree BlueGreen(WebAppPlan plan, WebAppRolloutSpec rollout) => new()
    {
        ["blueGreen.activeService"] = plan.Name,
        ["blueGreen.previewService"] = PreviewOf(plan.Name),
        ["blueGreen.autoPromotionEnabled"] = rollout.AutoPromote,
        // Measured with users on it; the old version is still there to return to.
        ["blueGreen.postPromotionAnalysis.templates"] = new[] { new ValueTree { ["templateName"] = plan.Name } },
        ["blueGreen.scaleDownDelaySeconds"] = (int)(rollout.Pause + Interval).TotalSeconds,
    };

    /// <summary>What is measured. A query without a result, as when nobody uses the app, is not a failure.</summary>
    public static CustomObjectArgs Analysis(WebAppPlan plan, WebAppRolloutSpec rollout) => new(
        "argoproj.io/v1alpha1",
        "AnalysisTemplate",
        ObjectMeta.Of(plan.Name, plan.Namespace, plan.Labels),
        new()
        {
            ["metrics"] = new[]
            {
                new ValueTree
                {
                    ["name"] = rollout.Query is null ? "failed-requests" : "query",
                    ["interval"] = DurationText.Format(Interval),
                    // A background analysis of a canary ends with the roll-out, one after a change-over by itself.
                    ["count"] = rollout.Strategy == RolloutStrategy.BlueGreen ? Math.Max(1, (int)(rollout.Pause / Interval)) : null,
                    ["failureLimit"] = FailureLimit,
                    ["failureCondition"] = $"len(result) > 0 && !isNaN(result[0]) && result[0] > {(rollout.Max / 1000.0).ToString("0.###", CultureInfo.InvariantCulture)}",
                    ["provider.prometheus.address"] = MonitoringStack.PrometheusUrl,
                    ["provider.prometheus.query"] = rollout.Query ?? WebAppQueries.ErrorShare(plan),
                },
            },
        });

    static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds}s");
}
