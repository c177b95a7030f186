using Basecamp.Components.Delivery;
using Basecamp.Components.Platform;
using Basecamp.Testing;
using Basecamp.Testing.Contracts;
using Basecamp.Testing.Manifests;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>
/// Every chart value and every field of an object exists in the pinned version, whatever is switched on: misspelt, they would do nothing.
/// </summary>
public sealed class ContractTests
{
    static readonly ChartContracts Charts = ChartContracts.Load(RepositoryFiles.PathOf("tests/contracts/charts"));

    static readonly ObjectContracts Objects = ObjectContracts.Load(
        RepositoryFiles.PathOf("tests/contracts/kubernetes/kubernetes.txt"), RepositoryFiles.PathOf("tests/contracts/crds"));

    public static TheoryData<string> Changes => [.. SettingVariants.All().Select(variant => variant.Change)];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Every_value_and_every_field_exists_when_one_setting_is_another(string change)
    {
        var settings = Everything.Read(SettingVariants.All().First(variant => variant.Change == change).Json);
        foreach (var cluster in new[] { PlatformRun.Ha, PlatformRun.Single })
        {
            // What is refused is never rendered.
            if (PlatformValidation.Validate(settings, cluster, DeliveryEngine.Pulumi, "").Count == 0)
                Assert.Equal("", Violations(await PlatformRun.OfTier(settings, DeliveryEngine.Pulumi, cluster)));
        }
    }

    [Fact]
    public void Everything_suits_a_large_cluster() =>
        Assert.Empty(PlatformValidation.Validate(Everything.Settings, PlatformRun.Ha, DeliveryEngine.Pulumi, ""));

    [Theory]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task The_wrappers_of_a_GitOps_engine_are_valid_too(DeliveryEngine engine) =>
        Assert.Equal("", Violations(await PlatformRun.OfTier(Everything.Settings, engine)));

    [Fact]
    public async Task A_misspelt_value_and_a_misspelt_field_are_found()
    {
        var stack = await PlatformRun.OfTier(Everything.Settings);
        var chart = KubernetesManifests.From(stack).Charts.Single(each => each.Chart == "cert-manager");
        Assert.NotEmpty(Charts.Check(chart with { Values = chart.Values.Add("replicaCounts", 2d) }));
        var issuer = KubernetesManifests.From(stack).Objects.First(each => each.Kind == "ClusterIssuer");
        Assert.NotEmpty(Objects.Check(issuer with { Body = issuer.Body.SetItem("specs", "x") }));
    }

    static string Violations(RecordedStack stack)
    {
        var manifests = KubernetesManifests.From(stack);
        return string.Join('\n', manifests.Charts.SelectMany(chart => Charts.Check(chart).Select(violation => $"{chart}: {violation}"))
            .Concat(manifests.Objects.SelectMany(each => Objects.Check(each).Select(violation => $"{each}: {violation}")))
            .Distinct());
    }
}
