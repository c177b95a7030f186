using Basecamp.Components.Delivery;
using Basecamp.Testing.Guardrails;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Documented;

/// <summary>The component of docs/platform/component.md does what the page says.</summary>
public sealed class DocumentedComponentTests
{
    [Fact]
    public async Task It_has_a_namespace_that_denies_the_rest_its_chart_and_its_alert_and_breaks_no_guardrail()
    {
        var stack = await PlatformRun.Of(platform => _ = new Copier("copier", new() { Platform = platform }));

        var manifests = KubernetesManifests.From(stack);
        Assert.Equal(["copier"], manifests.Charts.Select(chart => chart.Name));
        Assert.Contains("NetworkPolicy copier-system/default-deny", manifests.Objects.Select(each => each.ToString()));
        Assert.Contains("PrometheusRule copier-system/copier-alerts", manifests.Objects.Select(each => each.ToString()));
        Assert.Equal([], stack.Findings(AllGuardrails.All).Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task The_same_constructor_hands_it_to_a_gitops_engine(DeliveryEngine engine)
    {
        var stack = await PlatformRun.Of(platform => _ = new Copier("copier", new() { Platform = platform }), engine);

        Assert.Empty(KubernetesManifests.From(stack).Charts);
        Assert.Contains(KubernetesManifests.From(stack).Objects, each => each.Name == "copier" && each.Kind is "Application" or "HelmRelease");
    }
}
