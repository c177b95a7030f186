using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Basecamp.Testing;

/// <summary>What an <c>Output</c> or <c>Input</c> of any type argument resolved to.</summary>
readonly record struct OutputFacts(object? Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Dependencies);

/// <summary>Reads <c>Input&lt;T&gt;</c> and <c>Output&lt;T&gt;</c> without knowing T when compiled; one reader per type, cached.</summary>
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
            if (definition == typeof(Input<>) || definition == typeof(Output<>))
                return (OutputReader)Activator.CreateInstance(typeof(OutputReader<>).MakeGenericType(current.GetGenericArguments()))!;
        }
        return null;
    });

    /// <summary>True when the value can hold nothing but a scalar, so that nothing nested needs a look.</summary>
    public abstract bool IsScalar { get; }

    /// <summary>The value with everything that is known about it.</summary>
    public abstract Task<OutputFacts> ReadAsync(object value);
}

sealed class OutputReader<T> : OutputReader
{
    public override bool IsScalar { get; } =
        typeof(T) == typeof(string) || typeof(T).IsPrimitive || typeof(T).IsEnum || typeof(T).IsDefined(typeof(EnumTypeAttribute), false);

    public override async Task<OutputFacts> ReadAsync(object value)
    {
        var output = value is Input<T> input ? input.ToOutput() : (Output<T>)value;
        var known = await OutputUtilities.GetIsKnownAsync(output);
        return new(
            known ? await OutputUtilities.GetValueAsync(output) : null,
            known,
            await Output.IsSecretAsync(output),
            await OutputUtilities.GetDependenciesAsync(output));
    }
}
