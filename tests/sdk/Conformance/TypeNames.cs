using System.Runtime.CompilerServices;

namespace Basecamp.Sdk.Tests.Conformance;

/// <summary>Types as the lists write them: C# keywords, full names, '?' for nullable, tuples in parentheses with element names.</summary>
static class TypeNames
{
    static readonly Dictionary<Type, string> keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    public static string Format(Type type, Nullability nullability, TupleElementNamesAttribute? tupleNames = null) =>
        Format(type, nullability, new Queue<string?>(tupleNames?.TransformNames ?? []));

    static string Format(Type type, Nullability nullability, Queue<string?> tupleNames)
    {
        if (type.IsByRef)
            return Format(type.GetElementType()!, nullability, tupleNames);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Format(underlying, nullability, tupleNames) + "?";

        var isAnnotated = (!type.IsValueType || type.IsGenericType) && nullability.Take();
        return FormatBare(type, nullability, tupleNames) + (isAnnotated ? "?" : "");
    }

    static string FormatBare(Type type, Nullability nullability, Queue<string?> tupleNames)
    {
        if (keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return Format(type.GetElementType()!, nullability, tupleNames) + "[]";
        if (!type.IsGenericType)
            return type.FullName!.Replace('+', '.');

        var arguments = type.GetGenericArguments();
        if (IsTuple(type))
        {
            // All names of a tuple come before those of the tuples inside it.
            var names = arguments.Select(_ => tupleNames.TryDequeue(out var name) ? name : null).ToArray();
            var elements = arguments.Select((argument, i) => Element(Format(argument, nullability, tupleNames), names[i]));
            return $"({string.Join(", ", elements)})";
        }

        var definition = type.GetGenericTypeDefinition().FullName!;
        var formatted = arguments.Select(argument => Format(argument, nullability, tupleNames));
        return $"{definition[..definition.IndexOf('`', StringComparison.Ordinal)].Replace('+', '.')}<{string.Join(", ", formatted)}>";
    }

    static string Element(string type, string? name) => name is null ? type : $"{type} {name}";

    // The eighth element is a tuple of its own, which the lists show as it is.
    static bool IsTuple(Type type) =>
        type.GetGenericTypeDefinition().FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
        && type.GetGenericArguments().Length < 8;
}
