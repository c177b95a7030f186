using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A resource to mock.</summary>
public class MockResourceArgs
{
    /// <summary>Type token.</summary>
    public string? Type { get; set; }

    public string? Name { get; set; }

    /// <summary>Known arguments as plain values: a property with an unknown part is missing, secrets are not marked.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    /// <summary><c>urn::id</c> of the provider; empty: the default provider.</summary>
    public string? Provider { get; set; }

    /// <summary>Id of an existing resource to read or import; empty for a new one.</summary>
    public string? Id { get; set; }
}

/// <summary>A function call to mock.</summary>
public class MockCallArgs
{
    public string? Token { get; set; }

    public ImmutableDictionary<string, object> Args { get; set; } = null!;

    /// <summary><c>urn::id</c> of the provider; empty: the default provider.</summary>
    public string? Provider { get; set; }
}

/// <summary>Outputs a component or the stack registered.</summary>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    public readonly string Urn = urn;

    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}
