using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Basecamp.Manifests.Objects;
using Basecamp.Testing;

namespace Basecamp.Cli.Tests.Diff.Prediction;

/// <summary>What <c>pulumi stack export</c> would write after a recorded program was deployed.</summary>
static class Exports
{
    const string Signature = "4dabf18193072939515e22adb298388d";
    const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    public static string Of(RecordedStack stack) => new JsonObject
    {
        ["version"] = 3,
        ["deployment"] = new JsonObject
        {
            ["resources"] = new JsonArray(
            [
                new JsonObject
                {
                    ["urn"] = "urn:pulumi:ha::basecamp::pulumi:pulumi:Stack::basecamp-ha",
                    ["custom"] = false,
                    ["type"] = "pulumi:pulumi:Stack",
                    ["outputs"] = new JsonObject { ["delivery"] = (string?)stack.Outputs.GetValueOrDefault("delivery")?.Value },
                },
                .. stack.Resources.Select(Resource),
            ]),
        },
    }.ToJsonString();

    static JsonObject Resource(RecordedResource resource)
    {
        var json = new JsonObject { ["urn"] = resource.Urn, ["custom"] = !resource.IsComponent, ["type"] = resource.Type, ["inputs"] = Value(resource, resource.Inputs, "") };
        if (resource.Provider is { } provider)
            json["provider"] = $"{provider.Urn}::an-id";
        if (resource.Options.RetainOnDelete)
            json["retainOnDelete"] = true;
        if (resource.Options.DeletedWith is { } with)
            json["deletedWith"] = with.Urn;
        return json;
    }

    static JsonNode? Value(RecordedResource owner, object? value, string path)
    {
        if (path.Length > 0 && owner.IsSecret(path))
            return new JsonObject { [Signature] = Secret, ["ciphertext"] = "v1:cipher" };
        return value switch
        {
            ImmutableDictionary<string, object> map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Value(owner, entry.Value, PropertyPath.Join(path, entry.Key))))),
            ImmutableArray<object> list => new JsonArray([.. list.Select((item, index) => Value(owner, item, PropertyPath.Join(path, index)))]),
            _ => JsonSerializer.SerializeToNode(value),
        };
    }
}
