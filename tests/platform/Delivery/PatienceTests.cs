using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Platform.Tests.Tier;
using Basecamp.Testing;
using Basecamp.Testing.Manifests;

namespace Basecamp.Platform.Tests.Delivery;

/// <summary>How long a chart may take, and what happens when it took longer: the same, whoever delivers.</summary>
public sealed class PatienceTests
{
    const double Seconds = 900;

    [Fact]
    public async Task Pulumi_waits_fifteen_minutes_for_every_chart_of_pods()
    {
        // A chart of definitions has nothing that gets ready.
        var releases = (await PlatformRun.OfTier(Everything.Settings)).OfType("kubernetes:helm.sh/v3:Release")
            .Where(release => !release.Name.StartsWith("crds-", StringComparison.Ordinal)).ToList();
        Assert.True(releases.Count > 20);
        Assert.All(releases, release => Assert.Equal(Seconds, release.Input("timeout")));
    }

    [Fact]
    public async Task Flux_waits_as_long_and_tries_again_in_place_for_as_long_as_it_takes()
    {
        var releases = Of(await PlatformRun.OfTier(Everything.Settings, DeliveryEngine.Flux), "HelmRelease");
        Assert.True(releases.Count > 20);
        foreach (var release in releases)
        {
            Assert.Equal(Seconds, Duration(release, "spec.timeout"));
            foreach (var action in new[] { "install", "upgrade" })
            {
                Assert.Equal("RetryOnFailure", release.Input($"spec.{action}.strategy.name"));
                // Attempts that are counted come to an end, and an uninstall takes what the chart made.
                Assert.Null(release.Input($"spec.{action}.remediation"));
            }
        }
    }

    [Fact]
    public async Task What_waits_for_releases_waits_longer_than_they_may_take()
    {
        var kustomizations = Of(await PlatformRun.OfTier(Everything.Settings, DeliveryEngine.Flux), "Kustomization")
            .Where(each => Equals(each.Input("spec.wait"), true)).ToList();
        Assert.NotEmpty(kustomizations);
        Assert.All(kustomizations, each => Assert.True(Duration(each, "spec.timeout") > Seconds, $"{each.Name}: {each.Input("spec.timeout")}"));
    }

    [Fact]
    public async Task Argo_CD_tries_again_for_as_long_as_it_takes() => Assert.All(
        Of(await PlatformRun.OfTier(Everything.Settings, DeliveryEngine.Argocd), "Application")
            .Where(each => each.Input("spec.syncPolicy.automated") is not null),
        application => Assert.Equal(-1d, application.Input("spec.syncPolicy.retry.limit")));

    static List<RecordedResource> Of(RecordedStack stack, string kind) =>
        [.. KubernetesManifests.From(stack).Objects.Where(each => each.Kind == kind).Select(each => each.Resource)];

    static double Duration(RecordedResource resource, string path)
    {
        Assert.True(DurationText.TryParse(Assert.IsType<string>(resource.Input(path)), out var duration));
        return duration.TotalSeconds;
    }
}
