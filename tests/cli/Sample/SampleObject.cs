using Pulumi;

namespace Basecamp.Cli.Tests.Sample;

/// <summary>Any Kubernetes object, with the type token the real SDK would give it.</summary>
sealed class SampleObject(string apiVersion, string kind, string name, SampleObjectArgs args, CustomResourceOptions? options = null)
    : CustomResource($"kubernetes:{Module(apiVersion)}:{kind}", name, args.As(apiVersion, kind), options)
{
    static string Module(string apiVersion) => apiVersion.Contains('/') ? apiVersion : $"core/{apiVersion}";
}

sealed class SampleObjectArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public InputMap<object>? Metadata { get; init; }

    [Input("spec")]
    public InputMap<object>? Spec { get; init; }

    [Input("data")]
    public InputMap<string>? Data { get; init; }

    public SampleObjectArgs As(string apiVersion, string kind)
    {
        (ApiVersion, Kind) = (apiVersion, kind);
        return this;
    }
}
