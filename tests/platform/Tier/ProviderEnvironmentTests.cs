using Basecamp.Components.Delivery;
using Basecamp.Testing;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>Whoever deploys, from whichever shell: the state is the same.</summary>
[Collection(nameof(ProviderEnvironmentTests))]
[CollectionDefinition(nameof(ProviderEnvironmentTests), DisableParallelization = true)]
public sealed class ProviderEnvironmentTests : IDisposable
{
    // What the SDK takes arguments of providers from.
    static readonly string[] Variables =
    [
        "KUBECONFIG", "PULUMI_K8S_DELETE_UNREACHABLE", "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE", "PULUMI_K8S_ENABLE_PATCH_FORCE",
        "PULUMI_K8S_ENABLE_SECRET_MUTABLE", "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY", "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE",
        "PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS", "PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS", "PULUMI_K8S_UPSERT_EXISTING_OBJECTS",
    ];

    readonly Dictionary<string, string?> before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    [Theory]
    [InlineData(DeliveryEngine.Pulumi)]
    [InlineData(DeliveryEngine.Argocd)]
    [InlineData(DeliveryEngine.Flux)]
    public async Task No_variable_of_the_shell_reaches_a_provider_of_the_platform(DeliveryEngine engine)
    {
        var clean = Inputs(await PlatformRun.OfTier(Everything.Settings, engine));
        var other = await PlatformRun.OfTier(Everything.Settings, engine, before: () =>
        {
            // Inside of the program: a recording starts without them.
            foreach (var name in Variables)
                Environment.SetEnvironmentVariable(name, name == "KUBECONFIG" ? "/home/somebody/.kube/config" : "true");
            _ = new Pulumi.Kubernetes.Provider("ambient");
        });

        Assert.Equal(clean, Inputs(other).Where(input => !input.StartsWith("ambient ", StringComparison.Ordinal)));
        Assert.NotEmpty(clean);
        // The stand-in takes them, as the published SDK does.
        Assert.Equal(Variables.Length, Inputs(other).Count(input => input.StartsWith("ambient ", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        foreach (var (name, value) in before)
            Environment.SetEnvironmentVariable(name, value);
    }

    static List<string> Inputs(RecordedStack stack) =>
    [
        .. from provider in stack.OfType("pulumi:providers:kubernetes")
           from input in provider.Inputs.Keys.Order(StringComparer.Ordinal)
           select $"{provider.Name} {input}",
    ];
}
