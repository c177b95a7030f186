using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Basecamp.Testing;

/// <summary>What an <c>Output</c> or <c>Input</c> of any type argument resolved to.</summary>
readonly record struct OutputFacts(object? Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Dependencies);

/// <summary>Reads <c>Input&lt;T&gt;</c> and <c>Output&lt;T&gt;</c> without knowing T at compile time; one reader per type, cached.</summary>
abstract class OutputReader
{
    static readonly ConcurrentDictionary<Type, OutputReader?> Readers = new();

    /// <summary>The reader for values of <paramref name="type"/>; null when it is neither an input nor an output.</summary>
    public static OutputReader? For(Type type) => Readers.GetOrAdd(type, static candidate =>
    {
        for (var current = candidate; current is not null; current = current.BaseType)
        {
            if (!current.IsGenericType || current.GetGenericTypeDefinition() is not { } definition)
                continue;
            if (definition == typeof(InputMap<>))
                return Create(typeof(MapReader<>), current);
            if (definition == typeof(InputList<>))
                return Create(typeof(ListReader<>), current);
            if (definition == typeof(Input<>) || definition == typeof(Output<>))
                return Create(typeof(OutputReader<>), current);
        }
        return null;
    });

    /// <summary>True when the value can hold nothing but a scalar, so that nothing nested needs a look.</summary>
    public abstract bool IsScalar { get; }

    /// <summary>The value with everything that is known about it.</summary>
    public abstract Task<OutputFacts> ReadAsync(object value);

    /// <summary>The separately known elements of an input map or list: key or index, and facts.</summary>
    public virtual Task<IReadOnlyList<(object Step, OutputFacts Facts)>> ReadElementsAsync(object value) =>
        Task.FromResult<IReadOnlyList<(object Step, OutputFacts Facts)>>([]);

    static OutputReader Create(Type reader, Type closed) =>
        (OutputReader)Activator.CreateInstance(reader.MakeGenericType(closed.GetGenericArguments()))!;

    protected static async Task<OutputFacts> FactsAsync<T>(Output<T> output)
    {
        var known = await OutputUtilities.GetIsKnownAsync(output);
        return new(
            known ? await OutputUtilities.GetValueAsync(output) : null,
            known,
            await Output.IsSecretAsync(output),
            await OutputUtilities.GetDependenciesAsync(output));
    }

    protected static bool Scalar<T>() =>
        typeof(T) == typeof(string) || typeof(T).IsPrimitive || typeof(T).IsEnum || typeof(T).IsDefined(typeof(EnumTypeAttribute), false);
}

sealed class OutputReader<T> : OutputReader
{
    public override bool IsScalar { get; } = Scalar<T>();

    public override Task<OutputFacts> ReadAsync(object value) =>
        FactsAsync(value is Input<T> input ? input.ToOutput() : (Output<T>)value);
}

sealed class MapReader<TValue> : OutputReader
{
    public override bool IsScalar { get; } = Scalar<TValue>();

    public override Task<OutputFacts> ReadAsync(object value) =>
        FactsAsync(((Input<ImmutableDictionary<string, TValue>>)value).ToOutput());

    public override async Task<IReadOnlyList<(object Step, OutputFacts Facts)>> ReadElementsAsync(object value)
    {
        var elements = new List<(object, OutputFacts)>();
        await foreach (var entry in (InputMap<TValue>)value)
        {
            var facts = await FactsAsync(entry.ToOutput());
            if (facts.Value is KeyValuePair<string, TValue> pair)
                elements.Add((pair.Key, facts with { Value = pair.Value }));
        }
        return elements;
    }
}

sealed class ListReader<T> : OutputReader
{
    public override bool IsScalar { get; } = Scalar<T>();

    public override Task<OutputFacts> ReadAsync(object value) =>
        FactsAsync(((Input<ImmutableArray<T>>)value).ToOutput());

    public override async Task<IReadOnlyList<(object Step, OutputFacts Facts)>> ReadElementsAsync(object value)
    {
        var elements = new List<(object, OutputFacts)>();
        await foreach (var entry in (InputList<T>)value)
            elements.Add((elements.Count, await FactsAsync(entry.ToOutput())));
        return elements;
    }
}
