using System.Collections.Immutable;

namespace Basecamp.Testing;

/// <summary>The resource whose outputs a mock has to make up.</summary>
/// <param name="Type">Type token, e.g. <c>command:remote:Command</c>.</param>
/// <param name="Name">Logical name.</param>
/// <param name="Inputs">Resolved inputs; numbers are <see cref="double"/>, secrets are plain.</param>
/// <param name="Id">The id to import or look up; null for a new resource.</param>
public sealed record MockedResource(string Type, string Name, ImmutableDictionary<string, object> Inputs, string? Id)
{
    /// <summary>Type and name only: the inputs may hold secrets.</summary>
    public override string ToString() => $"{Type} {Name}";
}
