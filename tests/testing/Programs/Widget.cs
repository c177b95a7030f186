using Pulumi;

namespace Basecamp.Testing.Tests.Programs;

/// <summary>A custom resource with every kind of input.</summary>
sealed class Widget(string name, WidgetArgs args, CustomResourceOptions? options = null)
    : CustomResource("test:index:Widget", name, args, options)
{
    [Output("text")]
    public Output<string> Text { get; private set; } = null!;

    [Output("computed")]
    public Output<string> Computed { get; private set; } = null!;
}

sealed class WidgetArgs : ResourceArgs
{
    [Input("text")]
    public Input<string>? Text { get; init; }

    [Input("count")]
    public Input<int>? Count { get; init; }

    // Like in a generated SDK: the attribute sits on a private field, so that an unused list is absent.
    [Input("labels")]
    InputMap<string>? labels;

    public InputMap<string> Labels { get => labels ??= []; init => labels = value; }

    [Input("words")]
    InputList<string>? words;

    public InputList<string> Words { get => words ??= []; init => words = value; }

    [Input("parts")]
    InputList<PartArgs>? parts;

    public InputList<PartArgs> Parts { get => parts ??= []; init => parts = value; }

    [Input("free")]
    InputMap<object>? free;

    public InputMap<object> Free { get => free ??= []; init => free = value; }

    [Input("part")]
    public Input<PartArgs>? Part { get; init; }
}

sealed class PartArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; init; }

    [Input("password")]
    public Input<string>? Password { get; init; }
}

/// <summary>A component with children and an output.</summary>
sealed class Group : ComponentResource
{
    [Output("summary")]
    public Output<string> Summary { get; }

    public Group(
        string name,
        GroupArgs? args = null,
        ComponentResourceOptions? options = null,
        Action<Group>? children = null,
        Output<string>? summary = null)
        : base("test:index:Group", name, args, options)
    {
        children?.Invoke(this);
        Summary = summary ?? Output.Create("done");
        RegisterOutputs();
    }
}

sealed class GroupArgs : ResourceArgs
{
    [Input("size")]
    public Input<int>? Size { get; init; }
}

sealed class TestProvider(string name, CustomResourceOptions? options = null)
    : ProviderResource("test", name, ResourceArgs.Empty, options);
