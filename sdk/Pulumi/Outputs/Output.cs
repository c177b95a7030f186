using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>Creates and combines outputs.</summary>
public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(OutputData<T>.Known(value));

    public static Output<T> Create<T>(Task<T> value) => Output<T>.Create(value);

    public static Output<T> CreateSecret<T>(T value) => new(OutputData<T>.Known(value) with { IsSecret = true });

    public static Output<T> CreateSecret<T>(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return FromTask(value, isSecret: true);
    }

    /// <summary>The same value, marked secret.</summary>
    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.With(data => data with { IsSecret = true });
    }

    /// <summary>The same value, no longer marked secret.</summary>
    public static Output<T> Unsecret<T>(Output<T> output) => output.With(data => data with { IsSecret = false });

    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.DataTask.ConfigureAwait(false)).IsSecret;

    /// <summary>All values as one array: unknown when any is unknown, secret when any is secret.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => Collect(inputs.Select(input => (Output<T>)input));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => Collect(inputs.Select(input => (Output<T>)input));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => Collect(outputs);

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => Collect(outputs);

    /// <summary>Formats an interpolated string whose holes may be inputs or outputs, culture-invariantly.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        var format = formattableString.Format;
        var holes = formattableString.GetArguments().Select(ObjectOutput);
        return Collect(holes).Apply(values => string.Format(CultureInfo.InvariantCulture, format, values.ToArray()));
    }

    /// <summary>The value as JSON text. Nested outputs are resolved; an unknown one makes the text unknown, a secret one secret.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(OutputJson.SerializeAsync(value, options));
    }

    /// <summary>The value parsed from JSON text; as known and as secret as the text.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(OutputJson.DeserializeAsync<T>(json, options));
    }

    static Output<object?> ObjectOutput(object? value)
    {
        var output = value is IInput input ? input.ToUntypedOutput() : value as IOutput;
        if (output is null)
            return Create(value);

        var data = output.GetUntypedAsync();
        return data.IsCompletedSuccessfully ? new(data.Result) : new(data.AsTask());
    }
}
