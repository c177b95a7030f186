using System.Text.Json.Nodes;
using Basecamp.Components.Tests.Configuration;
using Basecamp.Infra.Platform;
using Basecamp.Tests;

namespace Basecamp.Platform.Tests.Tier;

/// <summary>Settings with every section switched on.</summary>
static class Everything
{
    /// <summary>As JSON, to be varied.</summary>
    public static JsonObject Json() => (JsonObject)JsonNode.Parse(
        StackYaml.ToJson(File.ReadAllText(RepositoryFiles.PathOf("tests/platform/Tier/everything.yaml")), PlatformConfiguration.RootPath))!;

    /// <summary>As settings.</summary>
    public static PlatformSettings Settings { get; } = Read(Json());

    /// <summary>Reads settings that must be well-formed.</summary>
    public static PlatformSettings Read(JsonObject json) => PlatformConfiguration.TryParse(json.ToJsonString(), out var settings, out var problems)
        ? settings
        : throw new InvalidOperationException(string.Join('\n', problems));
}
