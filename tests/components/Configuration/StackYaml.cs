using System.Globalization;
using System.Text.Json.Nodes;
using Basecamp.Components.Configuration;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Basecamp.Components.Tests.Configuration;

/// <summary>
/// Turns one key of a stack file into the JSON that Pulumi hands a program: plain scalars become null, true or false, numbers or text
/// by YAML's core schema, quoted ones text, and <c>secure:</c> the placeholder of an offline run.
/// </summary>
static class StackYaml
{
    /// <summary>The JSON of <paramref name="key"/>. With <paramref name="decrypt"/> false, <c>secure:</c> stays as it is.</summary>
    public static string ToJson(string yaml, string key = "basecamp:homelab", bool decrypt = true)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var config = (YamlMappingNode)((YamlMappingNode)stream.Documents[0].RootNode).Children["config"];
        return ToNode(config.Children[key], decrypt)?.ToJsonString() ?? "null";
    }

    static JsonNode? ToNode(YamlNode node, bool decrypt) => node switch
    {
        YamlMappingNode { Children: [{ Key: YamlScalarNode { Value: "secure" } }] } when decrypt => Secret.Placeholder,
        YamlMappingNode map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key.ToString(), ToNode(entry.Value, decrypt)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(item => ToNode(item, decrypt))]),
        YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => scalar.Value,
        _ => throw new FormatException($"Unexpected YAML at {node.Start}."),
    };

    static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => text,
    };
}
