using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi;

/// <summary>Open enums: structs with [EnumType], a constructor from and an explicit conversion to string or double.</summary>
static class EnumShape
{
    static readonly ConcurrentDictionary<Type, MethodInvoker?> toWireByType = new();

    public static bool Is(Type type) => type.IsValueType && type.GetCustomAttribute<EnumTypeAttribute>() is not null;

    public static bool TryRead(object value, string path, out object? member)
    {
        var toWire = toWireByType.GetOrAdd(value.GetType(), type => Is(type) ? ToWire(type, path) : null);
        member = toWire?.Invoke(null, value);
        return toWire is not null;
    }

    public static ConstructorInfo? Constructor(Type type, Type wireType) => type.GetConstructor(
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, binder: null, [wireType], modifiers: null);

    static MethodInvoker ToWire(Type type, string path)
    {
        var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, binder: null, [type], modifiers: null);
        return conversion?.ReturnType == typeof(string) || conversion?.ReturnType == typeof(double)
            ? MethodInvoker.Create(conversion)
            : throw new InvalidOperationException(
                $"Expected {type.FullName} to have an explicit conversion operator to String or Double.\n\t{path}");
    }
}
