using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Basecamp.Components.Configuration;
using Basecamp.Components.Delivery;
using Basecamp.Components.Topology;
using Basecamp.Components.Topology.Validation;
using Basecamp.Infra;
using Basecamp.Infra.Apps;
using Basecamp.Infra.Platform;

namespace Basecamp.Components.Tests.Configuration.Reference;

/// <summary>Writes schemas/stack.schema.json: a JSON Schema of stack files, for completion and checks while typing.</summary>
/// <remarks>Draft 7, the newest that YAML editors implement fully. Secrets are accepted only encrypted.</remarks>
static class StackSchema
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write()
    {
        var definitions = new JsonObject { ["secret"] = Secret() };
        var properties = new JsonObject
        {
            ["basecamp:delivery"] = Value(typeof(DeliveryEngine), definitions),
            [AcceptedLosses.Path] = new JsonObject
            {
                ["description"] = "What may be lost together with the cluster, and why: a reason by the id that `./basecamp dr check` and BC016 name.",
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            },
            [HomelabConfiguration.DefaultRootPath] = Reference(typeof(HomelabTopology), definitions),
            [PlatformConfiguration.RootPath] = Reference(typeof(PlatformSettings), definitions),
            [AppsConfiguration.RootPath] = Reference(typeof(AppsSettings), definitions),
        };
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "basecamp stack file",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["config"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = properties,
                },
            },
            ["definitions"] = new JsonObject(definitions.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone()))),
        };
        return schema.ToJsonString(Readable) + "\n";
    }

    static JsonObject Secret() => new()
    {
        ["description"] = "Encrypted by `pulumi config set --secret --path`.",
        ["type"] = "object",
        ["properties"] = new JsonObject { ["secure"] = new JsonObject { ["type"] = "string" } },
        ["required"] = new JsonArray("secure"),
        ["additionalProperties"] = false,
    };

    static JsonObject Reference(Type section, JsonObject definitions)
    {
        if (!definitions.ContainsKey(section.Name))
        {
            // Set first, so that a section that holds itself ends here.
            definitions[section.Name] = new JsonObject();
            var settings = SettingInfo.Of(section, "").ToArray();
            definitions[section.Name] = new JsonObject
            {
                ["description"] = XmlDocs.Of(section),
                ["type"] = "object",
                ["properties"] = Properties(settings, definitions),
                ["required"] = new JsonArray([.. settings.Where(setting => setting.IsRequired).Select(setting => (JsonNode)setting.Name)]),
                ["additionalProperties"] = false,
            };
        }
        return new() { ["$ref"] = $"#/definitions/{section.Name}" };
    }

    static JsonObject Properties(IEnumerable<SettingInfo> settings, JsonObject definitions) =>
        new(settings.Select(setting => KeyValuePair.Create(setting.Name, (JsonNode?)Setting(setting, definitions))));

    static JsonObject Setting(SettingInfo setting, JsonObject definitions)
    {
        var value = Value(setting.Type, definitions);
        if (value["$ref"] is not null)
            value = new() { ["allOf"] = new JsonArray(value) };
        if (setting.IsNullable && value["type"] is { } type)
            value["type"] = new JsonArray(type.DeepClone(), "null");
        value.Insert(0, "description", setting.Description);
        return value;
    }

    static JsonObject Value(Type type, JsonObject definitions) => Shape.Of(type) switch
    {
        { Kind: ShapeKind.Text } => new() { ["type"] = "string" },
        { Kind: ShapeKind.Secret } => new() { ["$ref"] = "#/definitions/secret" },
        { Kind: ShapeKind.Flag } => new() { ["type"] = "boolean" },
        { Kind: ShapeKind.Number } => new() { ["type"] = "integer" },
        { Kind: ShapeKind.Duration } => new() { ["type"] = "string", ["pattern"] = "^[0-9]{1,9}(ms|s|m|h)$" },
        { Kind: ShapeKind.Choice } => new()
        {
            ["enum"] = new JsonArray([.. ConfigurationNames.ValuesOf(type).Select(value => (JsonNode)value)]),
        },
        { Kind: ShapeKind.Free } => new() { ["type"] = new JsonArray("string", "boolean", "integer", "array") },
        { Kind: ShapeKind.Tree } => new() { ["type"] = "object" },
        { Kind: ShapeKind.List, Item: { } item } => new() { ["type"] = "array", ["items"] = Value(item, definitions) },
        { Kind: ShapeKind.Map, Item: { } item } => new() { ["type"] = "object", ["additionalProperties"] = Value(item, definitions) },
        _ => Reference(type, definitions),
    };
}
