using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi;

/// <summary>JSON text from and to outputs.</summary>
static class OutputJson
{
    public static async Task<OutputData<string>> SerializeAsync<T>(Output<T> value, JsonSerializerOptions? options)
    {
        var data = await value.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return new(data.Resources, "", IsKnown: false, data.IsSecret);

        var nested = new NestedOutputConverter(ImmutableHashSet<Resource>.Empty, isSecret: false);
        var json = JsonSerializer.Serialize(data.Value, With(nested, options));
        var resources = data.Resources.Join(nested.SeenResources);
        var isSecret = data.IsSecret || nested.SeenSecret;
        return nested.SeenUnknown ? new(resources, "", IsKnown: false, isSecret) : new(resources, json, IsKnown: true, isSecret);
    }

    public static async Task<OutputData<T>> DeserializeAsync<T>(Output<string> json, JsonSerializerOptions? options)
    {
        var data = await json.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            return OutputData<T>.Unknown(data.Resources, data.IsSecret);

        var nested = new NestedOutputConverter(data.Resources, data.IsSecret);
        return new(data.Resources, JsonSerializer.Deserialize<T>(data.Value, With(nested, options))!, IsKnown: true, data.IsSecret);
    }

    static JsonSerializerOptions With(NestedOutputConverter converter, JsonSerializerOptions? options)
    {
        var copy = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        copy.Converters.Add(converter);
        return copy;
    }
}
