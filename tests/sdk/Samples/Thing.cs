using System.Collections.Immutable;
using Pulumi;

namespace Basecamp.Sdk.Tests.Samples;

/// <summary>A resource with one argument and one output of every kind.</summary>
sealed class Thing(string name, ResourceArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("test:index:Thing", name, args ?? new ThingArgs(), options)
{
    [Output("text")]
    public Output<string> Text { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("ratio")]
    public Output<double?> Ratio { get; private set; } = null!;

    [Output("names")]
    public Output<ImmutableArray<string>> Names { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>?> Labels { get; private set; } = null!;

    [Output("size")]
    public Output<Size?> Size { get; private set; } = null!;

    [Output("either")]
    public Output<Union<string, int>> Either { get; private set; } = null!;

    [Output("detail")]
    public Output<Detail?> Detail { get; private set; } = null!;

    [Output("details")]
    public Output<ImmutableArray<Detail>> Details { get; private set; } = null!;

    [Output("anything")]
    public Output<object?> Anything { get; private set; } = null!;
}

sealed class ThingArgs : ResourceArgs
{
    [Input("text")]
    public Input<string>? Text { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("ratio")]
    public Input<double>? Ratio { get; set; }

    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    [Input("size")]
    public Input<Size>? Size { get; set; }

    [Input("level")]
    public Input<Level>? Level { get; set; }

    [Input("either")]
    public InputUnion<string, int>? Either { get; set; }

    [Input("json")]
    public InputJson? Json { get; set; }

    [Input("document", json: true)]
    public Input<object>? Document { get; set; }

    [Input("source")]
    public Input<AssetOrArchive>? Source { get; set; }

    [Input("detail")]
    public Input<DetailArgs>? Detail { get; set; }

    [Input("anything")]
    public Input<object>? Anything { get; set; }

    [Input("plain")]
    public string? Plain { get; set; }

    [Input("names")]
    InputList<string>? names;

    public InputList<string> Names
    {
        get => names ??= [];
        set => names = value;
    }

    [Input("details")]
    InputList<DetailArgs>? details;

    public InputList<DetailArgs> Details
    {
        get => details ??= [];
        set => details = value;
    }

    [Input("labels")]
    InputMap<string>? labels;

    public InputMap<string> Labels
    {
        get => labels ??= [];
        set => labels = value;
    }

    /// <summary>Not an argument: it has no [Input].</summary>
    public string? Ignored { get; set; }
}

sealed class DetailArgs : ResourceArgs
{
    [Input("host", required: true)]
    public Input<string> Host { get; set; } = null!;

    [Input("port")]
    public Input<int>? Port { get; set; }
}
