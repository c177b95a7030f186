namespace Pulumi;

/// <summary>Marks a property whose value a resource or stack exports under <see cref="Name"/>, by default under its own name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>Marks a field or property that is an argument, and its name on the wire.</summary>
/// <param name="name">Name on the wire.</param>
/// <param name="required">A missing value is an error. Default: optional.</param>
/// <param name="json">The value travels as JSON text. Default: as it is.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute(string name, bool required = false, bool json = false) : Attribute
{
    internal string Name { get; } = name;

    internal bool IsRequired { get; } = required;

    internal bool Json { get; } = json;
}

/// <summary>Marks a class that outputs can be read into, through its output constructor.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;

/// <summary>Marks the constructor that reads an output type; each parameter takes the property of its name.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;

/// <summary>Names the property a constructor parameter takes, where it is not the parameter's own name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OutputConstructorParameterAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>Marks a struct that is an open enum: a string or number with known values.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;

/// <summary>The type token and package version of a resource class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class ResourceTypeAttribute(string type, string? version) : Attribute
{
    public string Type { get; } = type;

    public string? Version { get; } = version;
}
