using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>Tells an immutable array that was never created from an empty one; the former throws on every use.</summary>
static class ListShape
{
    static readonly ConcurrentDictionary<Type, PropertyInfo?> isDefaultByType = new();

    public static bool IsDefaultArray(IList list)
    {
        if (!list.GetType().IsValueType)
            return false;

        var isDefault = isDefaultByType.GetOrAdd(list.GetType(), type =>
            type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
                ? type.GetProperty(nameof(ImmutableArray<int>.IsDefault))
                : null);
        return isDefault?.GetValue(list) is true;
    }
}
