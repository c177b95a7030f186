using Pulumi;

namespace Basecamp.Sdk.Tests.Samples;

/// <summary>A component whose content a test decides.</summary>
sealed class Group : ComponentResource
{
    public Group(string name, ComponentResourceOptions? options, Action<Group> fill)
        : base("test:index:Group", name, options)
    {
        fill(this);
        RegisterOutputs();
    }

    public Group(string name, Action<Group> fill)
        : this(name, options: null, fill)
    {
    }

    public Group(string name, GroupArgs args, ComponentResourceOptions? options = null)
        : base("test:index:Group", name, args, options) => RegisterOutputs();

    [Output("address")]
    public Output<string> Address { get; set; } = Output.Create("nowhere");

    [Output]
    public Output<int> Members { get; set; } = Output.Create(0);

    public Output<string> NotExported { get; set; } = Output.Create("private");
}

sealed class GroupArgs : ResourceArgs
{
    [Input("purpose")]
    public Input<string>? Purpose { get; set; }
}
