using Pulumi;

namespace Basecamp.Cli.Tests.Sample;

/// <summary>A component of a given type; the tiers of a stack are recognized by their type token.</summary>
sealed class SampleComponent : ComponentResource
{
    public SampleComponent(string type, string name, SampleComponentArgs args, Resource? parent = null)
        : base(type, name, args, new() { Parent = parent })
    {
    }

    public SampleComponent With(Action<SampleComponent> children)
    {
        children(this);
        RegisterOutputs();
        return this;
    }
}

sealed class SampleComponentArgs : ResourceArgs
{
    [Input("address")]
    public Input<string>? Address { get; init; }

    [Input("role")]
    public Input<string>? Role { get; init; }
}
