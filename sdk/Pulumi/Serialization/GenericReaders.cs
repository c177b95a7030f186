using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

/// <summary>Readers of the generic types an output may have: arrays, string-keyed dictionaries, unions and nested outputs.</summary>
static class GenericReaders
{
    public static TypedReader Create(Type type, Func<Type, TypedReader> readerOf)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (definition == typeof(ImmutableArray<>))
            return Build(nameof(Array), arguments, readerOf(arguments[0]));
        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string))
            return Build(nameof(Map), [arguments[1]], readerOf(arguments[1]));
        if (definition == typeof(Union<,>))
            return Build(nameof(OneOf), arguments, readerOf(arguments[0]), readerOf(arguments[1]));
        if (definition == typeof(Output<>))
            return Build(nameof(Nested), arguments, readerOf(arguments[0]));

        throw new InvalidOperationException(
            $"{type.FullName} cannot be read from a resource's state. "
            + "The only generic types allowed are ImmutableArray<...> and ImmutableDictionary<string, ...>.");
    }

    static TypedReader Build(string factory, Type[] arguments, params object[] inner) =>
        (TypedReader)typeof(GenericReaders)
            .GetMethod(factory, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(arguments)
            .Invoke(null, inner)!;

    static TypedReader Array<T>(TypedReader element) => (object? value, string path, out string? error) =>
    {
        error = null;
        if (value is not ImmutableArray<object?> items)
        {
            error = TypedReaders.Misfit(typeof(ImmutableArray<object>), value, path);
            return null;
        }

        return items.Select(item => Element<T>(element, item, path)).ToImmutableArray();
    };

    static TypedReader Map<T>(TypedReader element) => (object? value, string path, out string? error) =>
    {
        error = null;
        if (value is not ImmutableDictionary<string, object?> entries)
        {
            error = TypedReaders.Misfit(typeof(ImmutableDictionary<string, object>), value, path);
            return null;
        }

        return entries.ToImmutableDictionary(entry => entry.Key, entry => Element<T>(element, entry.Value, path));
    };

    static TypedReader OneOf<T0, T1>(TypedReader first, TypedReader second) => (object? value, string path, out string? error) =>
    {
        var asFirst = first(value, $"{path}.AsT0", out var misfitFirst);
        if (misfitFirst is null)
        {
            error = null;
            return Union<T0, T1>.FromT0((T0)asFirst!);
        }

        var asSecond = second(value, $"{path}.AsT1", out var misfitSecond);
        error = misfitSecond is null
            ? null
            : $"Expected {typeof(T0).FullName} or {typeof(T1).FullName} but got {value?.GetType().FullName} deserializing {path}";
        return misfitSecond is null ? Union<T0, T1>.FromT1((T1)asSecond!) : null;
    };

    static TypedReader Nested<T>(TypedReader inner) => (object? value, string path, out string? error) =>
        inner(value, path, out error) is T read ? Output.Create(read) : null;

    static T Element<T>(TypedReader reader, object? value, string path)
    {
        var result = reader(value, path, out var error);
        if (error is not null)
            Log.Warn(error);
        return result is null ? default! : (T)result;
    }
}
