using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>Output types: classes with [OutputType], read through their output constructor and written field by field.</summary>
static class OutputTypeShape
{
    static readonly ConcurrentDictionary<Type, ImmutableArray<FieldInfo>> fieldsByType = new();

    public static bool Is(Type type) => type.GetCustomAttribute<OutputTypeAttribute>() is not null;

    /// <summary>The read-only fields by their name with a lower-case first letter, nulls included.</summary>
    public static bool TryRead(object value, out IEnumerable<KeyValuePair<string, object?>> fields)
    {
        var declared = fieldsByType.GetOrAdd(value.GetType(), type => Is(type) ? ReadOnlyFields(type) : default);
        fields = declared.IsDefault
            ? []
            : declared.Select(field => KeyValuePair.Create(LowerFirst(field.Name), field.GetValue(value)));
        return !declared.IsDefault;
    }

    /// <summary>The constructor marked [OutputConstructor]; without one the only public constructor, if there is just one.</summary>
    public static ConstructorInfo? Constructor(Type type)
    {
        var all = type.GetConstructors(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance);
        var marked = Array.Find(all, constructor => constructor.GetCustomAttribute<OutputConstructorAttribute>() is not null);
        var open = Array.FindAll(all, constructor => constructor.IsPublic);
        return marked ?? (open.Length == 1 ? open[0] : null);
    }

    static ImmutableArray<FieldInfo> ReadOnlyFields(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.NonPublic).Where(field => field.IsInitOnly)];

    static string LowerFirst(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
