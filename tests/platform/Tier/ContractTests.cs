using Basecamp.Components.Delivery;
using Basecamp.Components.Parts;
using Basecamp.Components.Values;
using Basecamp.Infra.Platform;
using Basecamp.Manifests.Contracts;
using Basecamp.Testing;
using Basecamp.Testing.Guardrails;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>
/// Every chart value and every field of an object exists in the pinned version, whatever is switched on: misspelt, they would do nothing.
/// </summary>
public sealed class ContractTests
{
    static readonly ContractGuardrail Contracts = new(
        ChartContracts.Load(RepositoryFiles.PathOf("tests/contracts/charts")),
        ObjectContracts.Load(RepositoryFiles.PathOf("tests/contracts/kubernetes/kubernetes.txt"), RepositoryFiles.PathOf("tests/contracts/crds")));

    public static TheoryData<string> Changes => [.. SettingVariants.All().Select(variant => variant.Change)];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Every_value_and_every_field_exists_when_one_setting_is_another(string change)
    {
        var settings = Everything.Read(SettingVariants.All().First(variant => variant.Change == change).Json);
        foreach (var cluster in new[] { PlatformRun.Ha, PlatformRun.Single })
        {
            // What is refused is never rendered.
            if (PlatformRules.Validate(settings, cluster, DeliveryEngine.Pulumi, "").Count == 0)
                Assert.Equal("", Violations(await PlatformRun.OfTier(settings, DeliveryEngine.Pulumi, cluster)));
        }
    }

    [Fact]
    public void Everything_suits_a_large_cluster() =>
        Assert.Empty(PlatformRules.Validate(Everything.Settings, PlatformRun.Ha, DeliveryEngine.Pulumi, ""));

    [Theory]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task The_wrappers_of_a_GitOps_engine_are_valid_too(DeliveryEngine engine) =>
        Assert.Equal("", Violations(await PlatformRun.OfTier(Everything.Settings, engine)));

    [Fact]
    public async Task A_misspelt_value_and_a_misspelt_field_are_found()
    {
        var stack = await PlatformRun.Of(platform =>
        {
            _ = new Misspelt("misspelt", new() { Platform = platform });
        });
        Assert.Equal(
            ["spec.selfSignd: ClusterIssuer (cert-manager.io/v1) has no such field.", "values.replicaCounts: The chart reads no such key."],
            stack.Findings([Contracts]).Select(finding => finding.Message).Order(StringComparer.Ordinal));
    }

    static string Violations(RecordedStack stack) => string.Join('\n', stack.Findings([Contracts]));

    sealed class Misspelt : PlatformComponent
    {
        public Misspelt(string name, MisspeltArgs args)
            : base("basecamp:tests:Misspelt", name, args, null)
        {
            Chart(Components.Catalog.Charts.CertManager, "cert-manager", "x", new() { ["replicaCounts"] = 2 }, []);
            Custom("issuer", new("cert-manager.io/v1", "ClusterIssuer", ObjectMeta.Of("issuer"), new() { ["selfSignd"] = new ValueTree() }));
            Deliver();
        }
    }

    sealed class MisspeltArgs : PlatformComponentArgs;
}
