using System.Reflection;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>Attributes as the lists write them. Those the compiler adds by itself are not shown.</summary>
static class AttributeNames
{
    static readonly HashSet<string> compilerMade =
        ["DefaultMemberAttribute", "ParamArrayAttribute", "OptionalAttribute", "OutAttribute"];

    public static string Prefix(IEnumerable<CustomAttributeData> attributes, string target = "") => string.Concat(attributes
        .Where(attribute => !IsCompilerMade(attribute.AttributeType))
        .Select(attribute => $"[{target}{Format(attribute)}] ")
        .Order(StringComparer.Ordinal));

    static bool IsCompilerMade(Type type) =>
        type.Namespace is "System.Runtime.CompilerServices" or "System.Diagnostics" or "Microsoft.CodeAnalysis"
        || compilerMade.Contains(type.Name);

    static string Format(CustomAttributeData attribute)
    {
        var name = attribute.AttributeType.Name[..^"Attribute".Length];
        var arguments = attribute.ConstructorArguments
            .Zip(attribute.Constructor.GetParameters(), FormatArgument)
            .Concat(attribute.NamedArguments.Select(argument => $"{argument.MemberName} = {Literals.Format(argument.TypedValue.Value)}"))
            .OfType<string>()
            .ToList();
        return arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments)})";
    }

    // Optional arguments show when they differ from their default; flags by name, because a bare 'true' says nothing.
    static string? FormatArgument(CustomAttributeTypedArgument argument, ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue && Equals(parameter.DefaultValue, argument.Value))
            return null;
        return argument.Value is bool && parameter.HasDefaultValue
            ? $"{parameter.Name}: {Literals.Format(argument.Value)}"
            : Literals.Format(argument.Value);
    }
}
