using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi;

/// <summary>
/// Lets JSON hold outputs and inputs at any depth. Writing notes what it met: an unknown value makes the whole text
/// unknown, a secret makes it secret. Reading hands <paramref name="isSecret"/> and <paramref name="resources"/> of the
/// text on to every output it creates.
/// </summary>
sealed class NestedOutputConverter(ImmutableHashSet<Resource> resources, bool isSecret) : JsonConverterFactory
{
    public bool SeenUnknown { get; private set; }

    public bool SeenSecret { get; private set; }

    public ImmutableHashSet<Resource> SeenResources { get; private set; } = ImmutableHashSet<Resource>.Empty;

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && Converters.ContainsKey(typeToConvert.GetGenericTypeDefinition());

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var converter = Converters[typeToConvert.GetGenericTypeDefinition()].MakeGenericType(typeToConvert.GetGenericArguments());
        return (JsonConverter)Activator.CreateInstance(converter, this)!;
    }

    static readonly Dictionary<Type, Type> Converters = new()
    {
        [typeof(Output<>)] = typeof(OfOutput<>),
        [typeof(Input<>)] = typeof(OfInput<>),
        [typeof(InputList<>)] = typeof(OfInputList<>),
        [typeof(InputMap<>)] = typeof(OfInputMap<>),
    };

    Output<T> Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        new(new OutputData<T>(resources, JsonSerializer.Deserialize<T>(ref reader, options)!, IsKnown: true, isSecret));

    void Write<T>(Utf8JsonWriter writer, Output<T> output, JsonSerializerOptions options)
    {
        // Converters cannot be async, so an output that has not arrived is waited for, as the published SDK does.
        var data = output.DataTask.GetAwaiter().GetResult();
        SeenResources = SeenResources.Join(data.Resources);
        if (!data.IsKnown)
        {
            SeenUnknown = true;
            writer.WriteNullValue();
            return;
        }

        SeenSecret |= data.IsSecret;
        JsonSerializer.Serialize(writer, data.Value, options);
    }

    sealed class OfOutput<T>(NestedOutputConverter owner) : JsonConverter<Output<T>>
    {
        public override Output<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            owner.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options) =>
            owner.Write(writer, value, options);
    }

    sealed class OfInput<T>(NestedOutputConverter owner) : JsonConverter<Input<T>>
    {
        public override Input<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            owner.Read<T>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, Input<T> value, JsonSerializerOptions options) =>
            owner.Write(writer, value.ToOutput(), options);
    }

    sealed class OfInputList<T>(NestedOutputConverter owner) : JsonConverter<InputList<T>>
    {
        public override InputList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            owner.Read<ImmutableArray<T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputList<T> value, JsonSerializerOptions options) =>
            owner.Write(writer, value.ToOutput(), options);
    }

    sealed class OfInputMap<T>(NestedOutputConverter owner) : JsonConverter<InputMap<T>>
    {
        public override InputMap<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            owner.Read<ImmutableDictionary<string, T>>(ref reader, options);

        public override void Write(Utf8JsonWriter writer, InputMap<T> value, JsonSerializerOptions options) =>
            owner.Write(writer, value.ToOutput(), options);
    }
}
