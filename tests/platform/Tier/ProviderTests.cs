using Basecamp.Components.Delivery;
using Basecamp.Testing.Guardrails;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>Where every object of the widest platform goes. A resource without a provider of ours goes to the cluster of the current kubeconfig.</summary>
public sealed class ProviderTests
{
    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task Every_object_of_Kubernetes_ends_at_a_provider_of_the_platform(DeliveryEngine engine)
    {
        var stack = await PlatformRun.OfTier(Everything.Settings, engine);
        var made = stack.Resources.Where(resource => resource.Package == "kubernetes" && (!resource.IsComponent || resource.IsRemote)).ToList();

        Assert.NotEmpty(made);
        Assert.Equal([], made.Where(resource => resource.Provider is null).Select(resource => resource.ToString()));
        Assert.Empty(stack.Findings([new AmbientProviders()]));
    }

    [Theory]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task A_provider_that_writes_files_says_nothing_but_where(DeliveryEngine engine)
    {
        var stack = await PlatformRun.OfTier(Everything.Settings, engine);
        var writers = stack.OfType("pulumi:providers:kubernetes").Where(provider => provider.Input("renderYamlToDirectory") is not null).ToList();

        Assert.True(writers.Count > 15);
        // The published provider refuses a kubeconfig besides, and with skipUpdateUnreachable it never writes a change.
        Assert.All(writers, writer => Assert.Equal(["renderYamlToDirectory"], writer.Inputs.Keys));
    }

    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task Definitions_namespaces_and_Secrets_go_to_the_cluster_itself(DeliveryEngine engine)
    {
        var stack = await PlatformRun.OfTier(Everything.Settings, engine);
        string[] direct = ["kubernetes:core/v1:Namespace", "kubernetes:core/v1:Secret", "kubernetes:helm.sh/v3:Release"];

        var providers = stack.Resources.Where(resource => direct.Contains(resource.Type)).Select(resource => resource.Provider);
        var cluster = Assert.Single(providers.Distinct());
        Assert.NotNull(cluster);
        Assert.Null(cluster.Input("renderYamlToDirectory"));
    }
}
