using Basecamp.Components.Configuration;

namespace Basecamp.Components.Tests.Configuration.Reference;

/// <summary>Kinds of values in a stack file.</summary>
enum ShapeKind
{
    Text, Secret, Flag, Number, Duration, Choice, Free, Tree, List, Map, Section,
}

/// <summary>What a C# type looks like in a stack file.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Item">Type of the entries of a list or map.</param>
sealed record Shape(ShapeKind Kind, Type? Item = null)
{
    public static Shape Of(Type type)
    {
        if (type == typeof(string))
            return new(ShapeKind.Text);
        if (type == typeof(Secret))
            return new(ShapeKind.Secret);
        if (type == typeof(bool))
            return new(ShapeKind.Flag);
        if (type == typeof(int))
            return new(ShapeKind.Number);
        if (type == typeof(TimeSpan))
            return new(ShapeKind.Duration);
        if (type == typeof(object))
            return new(ShapeKind.Free);
        if (type == typeof(FreeMap))
            return new(ShapeKind.Tree);
        if (type.IsEnum)
            return new(ShapeKind.Choice);
        if (!type.IsGenericType)
            return new(ShapeKind.Section);
        var arguments = type.GetGenericArguments();
        return arguments.Length == 2 ? new(ShapeKind.Map, arguments[1]) : new(ShapeKind.List, arguments[0]);
    }
}
