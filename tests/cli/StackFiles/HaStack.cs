using System.Globalization;
using System.Text.Json.Nodes;
using Basecamp.Cli.StackFiles;
using Basecamp.Components.Configuration;
using Basecamp.Infra;

namespace Basecamp.Cli.Tests.StackFiles;

/// <summary>The settings of the shipped stack <c>ha</c>, to be changed, and what the program says of them.</summary>
static class HaStack
{
    /// <summary>The tiers' settings by their key, without anything that was changed before.</summary>
    public static Dictionary<string, JsonObject> Config() =>
        StackFileReader.Read(RealProcess.RepositoryRoot, "ha", null).Config
            .Where(entry => entry.Value.StartsWith('{'))
            .ToDictionary(entry => entry.Key, entry => JsonNode.Parse(entry.Value)!.AsObject(), StringComparer.Ordinal);

    /// <summary>Sets the value at a path such as <c>basecamp:homelab.nodes[0].name</c>; sections on the way are made.</summary>
    public static void Set(this Dictionary<string, JsonObject> config, string path, string json)
    {
        var segments = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        JsonNode at = config[segments[0]];
        foreach (var segment in segments[1..^1])
            at = segment.StartsWith('[') ? at[int.Parse(segment.Trim('[', ']'), CultureInfo.InvariantCulture)]! : at[segment] ?? (at[segment] = new JsonObject());
        if (segments[^1].StartsWith('['))
            at[int.Parse(segments[^1].Trim('[', ']'), CultureInfo.InvariantCulture)] = JsonNode.Parse(json);
        else
            at[segments[^1]] = JsonNode.Parse(json);
    }

    /// <summary>Everything that is wrong.</summary>
    public static IReadOnlyList<Problem> Problems(Dictionary<string, JsonObject> config)
    {
        ProjectDirectory.Use(RealProcess.RepositoryRoot);
        var texts = config.ToDictionary(entry => entry.Key, entry => entry.Value.ToJsonString(), StringComparer.Ordinal);
        try
        {
            StackSettings.Read(key => texts.GetValueOrDefault($"basecamp:{key}"), new([.. texts.Keys], [.. texts.Keys]));
            return [];
        }
        catch (InvalidConfigurationException invalid)
        {
            return invalid.Problems;
        }
    }
}
