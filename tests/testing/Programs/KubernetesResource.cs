using Pulumi;

namespace Basecamp.Testing.Tests.Programs;

/// <summary>A Kubernetes object of any kind, with the type token the real SDK would give it.</summary>
sealed class KubernetesResource(string type, string name, KubernetesResourceArgs args, CustomResourceOptions? options = null)
    : CustomResource($"kubernetes:{type}", name, args, options);

sealed class KubernetesResourceArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; init; }

    [Input("kind")]
    public Input<string>? Kind { get; init; }

    [Input("metadata")]
    public InputMap<object>? Metadata { get; init; }

    [Input("spec")]
    public InputMap<object>? Spec { get; init; }

    [Input("data")]
    public InputMap<string>? Data { get; init; }

    [Input("chart")]
    public Input<string>? Chart { get; init; }

    [Input("version")]
    public Input<string>? Version { get; init; }

    [Input("namespace")]
    public Input<string>? Namespace { get; init; }

    [Input("values")]
    public InputMap<object>? Values { get; init; }
}

sealed class KubernetesProvider(string name, KubernetesProviderArgs args) : ProviderResource("kubernetes", name, args, null);

sealed class KubernetesProviderArgs : ResourceArgs
{
    [Input("namespace")]
    public Input<string>? Namespace { get; init; }
}
