using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Pulumi;

/// <summary>Reads a wire value as a declared type. A value that does not fit is reported and replaced by the default.</summary>
/// <param name="value">The wire value; may be null.</param>
/// <param name="path">Where the value belongs, for the report.</param>
/// <param name="error">Why the value does not fit, or null.</param>
delegate object? TypedReader(object? value, string path, out string? error);

/// <summary>The readers of all types an output may have.</summary>
static class TypedReaders
{
    static readonly ConcurrentDictionary<Type, TypedReader> readers = new();

    /// <summary>Reads a value; reports a misfit as a warning and returns the default instead, as the published SDK does.</summary>
    public static T Read<T>(object? value, string path, Resource? resource = null)
    {
        var result = For(typeof(T))(value, path, out var error);
        if (error is not null)
            Log.Warn(error, resource);
        return result is null ? default! : (T)result;
    }

    public static TypedReader For(Type type) => readers.TryGetValue(type, out var reader) ? reader : readers.GetOrAdd(type, Create(type));

    static TypedReader Create(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type);
        if (inner is not null)
            return OrNull(null, Lazily(inner));

        var absent = type.IsValueType ? Activator.CreateInstance(type) : null;
        return OrNull(absent, CreateForPresent(type));
    }

    static TypedReader OrNull(object? absent, TypedReader present) => (object? value, string path, out string? error) =>
    {
        error = null;
        return value is null ? absent : present(value, path, out error);
    };

    // Output types may contain themselves, so inner readers are looked up when first needed.
    static TypedReader Lazily(Type type) => (object? value, string path, out string? error) => For(type)(value, path, out error);

    static TypedReader CreateForPresent(Type type)
    {
        if (type == typeof(object) || type == typeof(ImmutableDictionary<string, object>))
            return type == typeof(object) ? Anything : Exactly(type);
        if (type == typeof(string) || type == typeof(bool) || type == typeof(double))
            return Exactly(type);
        if (type == typeof(int))
            return Integer;
        if (type == typeof(JsonElement))
            return Json;
        if (type == typeof(Asset) || type == typeof(AssetOrArchive))
            return OrElse(Exactly(type), new InvalidAsset());
        if (type == typeof(Archive))
            return OrElse(Exactly(type), new InvalidArchive());
        if (type.IsAssignableTo(typeof(Resource)))
            return Exactly(typeof(Resource));
        if (type.IsEnum)
            return DotnetEnum(type);
        if (EnumShape.Is(type))
            return OpenEnum(type);
        if (type.IsConstructedGenericType)
            return GenericReaders.Create(type, Lazily);

        return OutputTypeShape.Constructor(type) is { } constructor && OutputTypeShape.Is(type)
            ? OutputType(type, constructor)
            : throw new InvalidOperationException(
                $"{type.FullName} cannot be read from a resource's state. Allowed are String, Boolean, Int32, Double, Nullable<...>, "
                + "ImmutableArray<...>, ImmutableDictionary<string, ...> and classes marked [OutputType] with an [OutputConstructor].");
    }

    static object? Anything(object? value, string path, out string? error)
    {
        error = null;
        return value;
    }

    static object? Integer(object? value, string path, out string? error)
    {
        error = value is double ? null : Misfit(typeof(double), value, path);
        return value is double number ? (int)number : 0;
    }

    static object? Json(object? value, string path, out string? error)
    {
        error = null;
        return JsonShape.ToElement(value!);
    }

    static TypedReader Exactly(Type type) => (object? value, string path, out string? error) =>
    {
        var fits = type.IsInstanceOfType(value);
        error = fits ? null : Misfit(type, value, path);
        return fits ? value : null;
    };

    static TypedReader OrElse(TypedReader reader, object replacement) => (object? value, string path, out string? error) =>
    {
        var result = reader(value, path, out var misfit);
        error = null;
        return misfit is null ? result : replacement;
    };

    static TypedReader DotnetEnum(Type type) => (object? value, string path, out string? error) =>
    {
        error = value is double ? null : Misfit(typeof(double), value, path);
        return value is double number ? Enum.ToObject(type, (int)number) : null;
    };

    static TypedReader OpenEnum(Type type)
    {
        var fromText = EnumShape.Constructor(type, typeof(string));
        var fromNumber = EnumShape.Constructor(type, typeof(double));
        return (object? value, string path, out string? error) =>
        {
            var constructor = value is string ? fromText : value is double ? fromNumber : null;
            error = constructor is null ? Misfit(fromText is null ? typeof(double) : typeof(string), value, path) : null;
            return constructor?.Invoke([value]);
        };
    }

    static TypedReader OutputType(Type type, ConstructorInfo constructor)
    {
        var parameters = constructor.GetParameters().Select(parameter => (
            Name: parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name!,
            Read: Lazily(parameter.ParameterType),
            Path: $"{type.FullName}({parameter.Name})")).ToArray();

        return (object? value, string path, out string? error) =>
        {
            error = null;
            if (value is not ImmutableDictionary<string, object?> state)
            {
                error = Misfit(typeof(ImmutableDictionary<string, object>), value, path);
                return null;
            }

            var arguments = new object?[parameters.Length];
            for (var i = 0; i < parameters.Length; i++)
            {
                arguments[i] = parameters[i].Read(state.GetValueOrDefault(parameters[i].Name), parameters[i].Path, out var misfit);
                if (misfit is not null)
                    Log.Warn(misfit);
            }

            return constructor.Invoke(arguments);
        };
    }

    public static string Misfit(Type expected, object? value, string path) =>
        $"Expected {expected.FullName} but got {value?.GetType().FullName} deserializing {path}";
}
