using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Function calls.</summary>
sealed partial class Monitor
{
    /// <summary>Calls a function at once. Unknown arguments are left out.</summary>
    public async Task<OutputData<T>> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var inputs = await ReadPropertiesAsync($"invoke:{token}", args.ToDictionary()).ConfigureAwait(false);
        return await CallAsync<T>(token, inputs, options).ConfigureAwait(false);
    }

    /// <summary>Calls a function once all arguments and dependencies are known; its result is unknown while one is not.</summary>
    public async Task<OutputData<T>> InvokeForOutputAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var unknown = OutputData<T>.Unknown(ImmutableHashSet<Resource>.Empty, isSecret: false);
        ImmutableDictionary<string, WireValue> inputs;
        try
        {
            inputs = await ReadPropertiesAsync($"invoke:{token}", args.ToDictionary()).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Nobody may look at the returned output, so the error is reported here, too.
            Log.Error($"Error serializing arguments for invoke {token}: {error}");
            throw;
        }

        if (inputs.Values.Any(input => !input.IsKnown))
            return unknown;

        var dependencies = options is InvokeOutputOptions { DependsOn: var dependsOn }
            ? await dependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false)
            : [];
        foreach (var dependency in DependencyWalk.Leaves(dependencies).OfType<CustomResource>())
        {
            if (dependency.Id is { } id && !(await id.DataTask.ConfigureAwait(false)).IsKnown)
                return unknown;
        }

        var result = await CallAsync<T>(token, inputs, options).ConfigureAwait(false);
        return result with { Resources = result.Resources.Union(dependencies) };
    }

    async Task<OutputData<T>> CallAsync<T>(string token, ImmutableDictionary<string, WireValue> inputs, InvokeOptions? options)
    {
        var provider = options?.Provider ?? options?.Parent?.ProviderFor(token);
        var result = await mocks.CallAsync(new MockCallArgs
        {
            Token = token,
            Args = KnownValues(inputs),
            Provider = provider is null ? "" : await provider.Reference.ConfigureAwait(false),
        }).ConfigureAwait(false);

        var state = await ReadStateAsync(result).ConfigureAwait(false);
        var value = state.ToImmutableDictionary(property => property.Key, property => property.Value.Value);
        return new(
            ImmutableHashSet<Resource>.Empty,
            TypedReaders.Read<T>(value, $"{token} result"),
            state.Values.All(property => property.IsKnown),
            state.Values.Any(property => property.IsSecret));
    }
}
