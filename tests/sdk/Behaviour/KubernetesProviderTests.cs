using Basecamp.Sdk.Tests.Samples;
using Pulumi.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Provider;
using Core = Pulumi.Kubernetes.Core.V1;

namespace Basecamp.Sdk.Tests.Behaviour;

[Collection(ProcessState.Name)]
public class KubernetesProviderTests
{
    static readonly string[] variables =
    [
        "KUBECONFIG",
        "PULUMI_K8S_DELETE_UNREACHABLE",
        "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE",
        "PULUMI_K8S_ENABLE_PATCH_FORCE",
        "PULUMI_K8S_ENABLE_SECRET_MUTABLE",
        "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY",
        "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE",
        "PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS",
        "PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS",
        "PULUMI_K8S_UPSERT_EXISTING_OBJECTS",
        "PULUMI_K8S_CLIENT_BURST",
        "PULUMI_K8S_CLIENT_QPS",
        "PULUMI_K8S_CLIENT_TIMEOUT",
    ];

    static EnvironmentScope Clean() => new([.. variables.Select(name => (name, (string?)null))]);

    [Fact]
    public async Task Sends_flags_and_settings_as_json_text()
    {
        using var environment = Clean();
        var recorder = new Recorder();
        await recorder.Update(() => new Provider("cluster", new()
        {
            KubeConfig = "config",
            EnableServerSideApply = true,
            KubeClientSettings = new KubeClientSettingsArgs { Burst = 100 },
        }));

        var provider = recorder.Single("cluster");
        Assert.Equal("pulumi:providers:kubernetes", provider.Type);
        Assert.Equal(
            new Dictionary<string, object>
            {
                ["kubeconfig"] = "config",
                ["enableServerSideApply"] = "true",
                ["kubeClientSettings"] = "{ \"burst\": 100 }",
            },
            provider.Inputs);
    }

    [Fact]
    public async Task Takes_defaults_from_the_environment()
    {
        using var clean = Clean();
        using var environment = new EnvironmentScope(
            ("KUBECONFIG", "/home/me/.kube/config"),
            ("PULUMI_K8S_DELETE_UNREACHABLE", "1"),
            ("PULUMI_K8S_UPSERT_EXISTING_OBJECTS", "maybe"));
        var recorder = new Recorder();
        await recorder.Update(() => new Provider("cluster"));

        Assert.Equal(
            new Dictionary<string, object> { ["kubeconfig"] = "/home/me/.kube/config", ["deleteUnreachable"] = "true" },
            recorder.Single("cluster").Inputs);
    }

    [Fact]
    public async Task Serves_the_objects_below_it()
    {
        using var environment = Clean();
        var recorder = new Recorder();
        await recorder.Update(() =>
        {
            var provider = new Provider("cluster", new() { KubeConfig = "config" });
            new Core.Namespace("shop", null, new() { Provider = provider });
        });

        Assert.EndsWith("::cluster::cluster-id", recorder.Single("shop").Provider, StringComparison.Ordinal);
    }
}
