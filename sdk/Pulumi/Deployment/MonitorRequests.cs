using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>How requests to the mocks are put together.</summary>
sealed partial class Monitor
{
    sealed record Request(Registration Registration, ImmutableDictionary<string, WireValue> Inputs, string ParentUrn, string Provider)
    {
        public MockResourceArgs ToMockArgs(string id) => new()
        {
            Type = Registration.Type,
            Name = Registration.Name,
            Inputs = KnownValues(Inputs),
            Provider = Provider,
            Id = id,
        };
    }

    async Task<Request> PrepareAsync(Registration registration)
    {
        var label = $"resource:{registration.Name}[{registration.Type}]";
        var options = registration.Options;
        var dependencies = await options.DependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false);
        var inputs = await ReadPropertiesAsync(label, registration.Args.ToDictionary()).ConfigureAwait(false);
        var parent = options.Parent ?? (registration.IsStack ? null : deployment.Stack);
        var parentUrn = parent is null ? "" : await parent.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var provider = registration.Kind == ResourceKind.Custom && options.Provider is { } given
            ? await given.Reference.ConfigureAwait(false)
            : "";

        foreach (var dependency in DependencyWalk.Leaves(dependencies))
            await dependency.Urn.DataTask.ConfigureAwait(false);
        return new(registration, inputs.Remove(Names.Id).Remove(Names.Urn), parentUrn, provider);
    }

    /// <summary>The properties that are not null, as they cross the wire.</summary>
    static async ValueTask<ImmutableDictionary<string, WireValue>> ReadPropertiesAsync(
        string label, IEnumerable<KeyValuePair<string, object?>> properties)
    {
        var result = ImmutableDictionary.CreateBuilder<string, WireValue>();
        foreach (var (name, property) in properties)
        {
            if (property is null)
                continue;

            WireValue value;
            try
            {
                var read = Wire.ReadAsync($"{label}.{name}", property);
                value = read.IsCompletedSuccessfully ? read.Result : await read.ConfigureAwait(false);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"error serializing property \"{name}\": {error.Message}", error);
            }

            if (value.Value is not null || !value.IsKnown)
                result[name] = value;
        }

        return result.ToImmutable();
    }

    /// <summary>What mocks see: plain values. One unknown part hides the whole property.</summary>
    static ImmutableDictionary<string, object> KnownValues(ImmutableDictionary<string, WireValue> values)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in values)
        {
            if (value is { IsKnown: true, Value: { } known })
                result[name] = known;
        }

        return result.ToImmutable();
    }

    /// <summary>What a mock returned as state: a dictionary, an arguments object or an output type.</summary>
    static async ValueTask<ImmutableDictionary<string, WireValue>> ReadStateAsync(object state)
    {
        var properties = state switch
        {
            IEnumerable<KeyValuePair<string, object?>> map => map,
            InputArgs args => args.ToDictionary(),
            not null when OutputTypeShape.TryRead(state, out var fields) => fields,
            _ => throw new InvalidOperationException($"{state?.GetType().FullName} is not a supported argument type"),
        };

        var result = ImmutableDictionary.CreateBuilder<string, WireValue>();
        foreach (var (name, property) in properties)
        {
            if (property is null)
                continue;

            var read = Wire.ReadAsync($".{name}", property);
            var value = read.IsCompletedSuccessfully ? read.Result : await read.ConfigureAwait(false);
            if (value.Value is not null || !value.IsKnown)
                result[name] = value;
        }

        return result.ToImmutable();
    }
}
