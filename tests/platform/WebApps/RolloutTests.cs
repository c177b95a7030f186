using Basecamp.Components.Configuration;
using Basecamp.Components.WebApps;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.WebApps;

public sealed class RolloutTests
{
    static readonly WebAppSpec Canary = GivenApps.Shop with { Rollout = new() };

    static readonly WebAppSpec BlueGreen = GivenApps.Shop with { Rollout = new() { Strategy = RolloutStrategy.BlueGreen } };

    [Fact]
    public async Task A_canary_takes_growing_shares_and_is_measured_from_the_first_one()
    {
        var stack = await GivenApps.Run(Canary);
        Assert.Equal(
            """
            canary:
              analysis:
                startingStep: 1
                templates:
                - templateName: shop
              maxSurge: 1
              maxUnavailable: 0
              steps:
              - setWeight: 10
              - pause:
                  duration: 300s
              - setWeight: 50
              - pause:
                  duration: 300s
            """,
            stack.Object("Rollout", "shop").Yaml("spec.strategy").Replace("\n  ", "\n", StringComparison.Ordinal));
        Assert.Equal(["shop"], stack.Names("Service"));
    }

    [Fact]
    public async Task Blue_and_green_change_over_at_once_and_keep_the_old_version_while_the_new_one_is_measured()
    {
        var rollout = (await GivenApps.Run(BlueGreen)).Object("Rollout", "shop");
        Assert.Equal(("shop", "shop-preview", true), (
            rollout.Input("spec.strategy.blueGreen.activeService"), rollout.Input("spec.strategy.blueGreen.previewService"), rollout.Input("spec.strategy.blueGreen.autoPromotionEnabled")));
        Assert.Equal("shop", rollout.Input("spec.strategy.blueGreen.postPromotionAnalysis.templates[0].templateName"));
        // Five measurements, a minute apart, end before the old version goes.
        Assert.Equal(360d, rollout.Input("spec.strategy.blueGreen.scaleDownDelaySeconds"));
        Assert.Equal(5d, (await GivenApps.Run(BlueGreen)).Field("AnalysisTemplate", "shop", "spec.metrics[0].count"));
    }

    // Prometheus would count every pod twice.
    [Fact]
    public async Task The_preview_has_no_metrics_of_its_own()
    {
        var stack = await GivenApps.Run(BlueGreen);
        Assert.Equal(["shop", "shop-preview"], stack.Names("Service"));
        Assert.Null(stack.Field("Service", "shop-preview", "metadata.labels"));
        Assert.Equal(stack.Field("Service", "shop", "metadata.labels"), stack.Field("ServiceMonitor", "shop", "spec.selector.matchLabels"));
    }

    [Fact]
    public async Task It_is_judged_by_failed_requests_or_by_a_query_of_its_own()
    {
        var failed = await GivenApps.Run(Canary);
        Assert.Contains("""code=~"5.." """.TrimEnd(), (string)failed.Field("AnalysisTemplate", "shop", "spec.metrics[0].provider.prometheus.query")!, StringComparison.Ordinal);
        Assert.Equal("len(result) > 0 && !isNaN(result[0]) && result[0] > 0.05", failed.Field("AnalysisTemplate", "shop", "spec.metrics[0].failureCondition"));

        var own = await GivenApps.Run(GivenApps.Shop with { Rollout = new() { Query = "job_failures", Max = 2000 } });
        Assert.Equal("job_failures", own.Field("AnalysisTemplate", "shop", "spec.metrics[0].provider.prometheus.query"));
        Assert.Equal("len(result) > 0 && !isNaN(result[0]) && result[0] > 2", own.Field("AnalysisTemplate", "shop", "spec.metrics[0].failureCondition"));
    }

    [Theory]
    [InlineData(RolloutStrategy.Canary)]
    [InlineData(RolloutStrategy.BlueGreen)]
    public async Task Its_pods_are_the_ones_a_Deployment_would_start(RolloutStrategy strategy)
    {
        var stack = await GivenApps.Run(GivenApps.Shop with { Rollout = new() { Strategy = strategy } });
        Assert.Empty(stack.Names("Deployment"));
        Assert.Equal(
            (await GivenApps.Run(GivenApps.Shop)).Object("Deployment", "shop").Yaml("spec.template").Replace("pod-template-hash", "rollouts-pod-template-hash", StringComparison.Ordinal),
            stack.Object("Rollout", "shop").Yaml("spec.template"));
        Assert.Empty(stack.Unpublished());
        Assert.Empty(stack.Findings(AllGuardrails.All));
        Assert.Equal(2, PodRequests.AllOf(KubernetesManifests.From(stack)).Single().Replicas);
    }

    [Fact]
    public async Task Its_autoscaler_scales_the_rollout()
    {
        var stack = await GivenApps.Run(Canary with { Scaling = new() { Max = 6 } });
        Assert.Equal(("argoproj.io/v1alpha1", "Rollout"), (
            stack.Field("HorizontalPodAutoscaler", "shop", "spec.scaleTargetRef.apiVersion"), stack.Field("HorizontalPodAutoscaler", "shop", "spec.scaleTargetRef.kind")));
        Assert.Equal(2, PodRequests.AllOf(KubernetesManifests.From(stack)).Single().Replicas);
    }

    [Fact]
    public void What_could_not_work_is_refused()
    {
        Assert.Contains("needs Argo Rollouts and measurements", Assert.Single(ProblemsOf(new(), rollsOut: false)), StringComparison.Ordinal);
        Assert.Contains("a share from 1 to 99 percent", Assert.Single(ProblemsOf(new() { Steps = [10, 100] })), StringComparison.Ordinal);
        Assert.Contains("every step is larger than the one before", Assert.Single(ProblemsOf(new() { Steps = [50, 10] })), StringComparison.Ordinal);
        Assert.Contains("is empty", Assert.Single(ProblemsOf(new() { Steps = [] })), StringComparison.Ordinal);
        Assert.Contains("must be from 1m to 24h", Assert.Single(ProblemsOf(new() { Pause = TimeSpan.FromSeconds(5) })), StringComparison.Ordinal);
        Assert.Contains("must not be negative", Assert.Single(ProblemsOf(new() { Max = -1 })), StringComparison.Ordinal);
        Assert.Empty(ProblemsOf(new()));
    }

    static IEnumerable<string> ProblemsOf(WebAppRolloutSpec rollout, bool rollsOut = true)
    {
        var problems = new Problems("app");
        WebAppRules.Check("shop", GivenApps.Shop with { Rollout = rollout }, new(Publishes: true, Scales: true, rollsOut, Replicas: 2), problems);
        return problems.All.Select(problem => problem.Message);
    }
}
