using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A resource to register, as its constructor left it.</summary>
sealed record Registration(
    Resource Resource, ResourceKind Kind, ResourceArgs Args, ResourceOptions Options, ImmutableArray<IOutputCompletion> Outputs)
{
    public string Type => Resource.GetResourceType();

    public string Name => Resource.GetResourceName();

    public bool IsStack => Type == Names.StackType;
}

/// <summary>What came of a registration.</summary>
/// <param name="Urn">The URN.</param>
/// <param name="Id">The id; empty while unknown, and for components.</param>
/// <param name="State">The outputs that have a value.</param>
sealed record RegisteredResource(string Urn, string Id, ImmutableDictionary<string, WireValue> State);
