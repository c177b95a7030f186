using System.Text.Json;

namespace Pulumi;

/// <summary>An argument of arbitrary JSON; it reaches the resource as the objects, arrays and values the JSON describes.</summary>
public sealed class InputJson : Input<JsonElement>
{
    readonly Output<JsonElement> element;

    public InputJson()
        : this(Output.Create(default(JsonElement)))
    {
    }

    InputJson(Output<JsonElement> element) => this.element = element;

    private protected override Output<JsonElement> Resolve() => element;

    public static implicit operator InputJson(string json) => Output.Create(Parse(json));

    public static implicit operator InputJson(JsonDocument document) => document.RootElement;

    public static implicit operator InputJson(JsonElement element) => Output.Create(element);

    public static implicit operator InputJson(Output<string> json) => json.Apply(Parse);

    public static implicit operator InputJson(Output<JsonDocument> document) => document.Apply(parsed => parsed.RootElement);

    public static implicit operator InputJson(Output<JsonElement> element) => new(element);

    static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
