using System.Text.Json.Nodes;
using Basecamp.Components.Tests.Configuration;
using Basecamp.Testing;
using Basecamp.Tests;

namespace Basecamp.Infra.Tests.Apps;

/// <summary>Records the program with the config of the shipped stack ha, changed as a test needs it.</summary>
static class AppsRun
{
    public const string TokenOfNtfy = "the-ntfy-token";

    /// <summary>Values of a stack's keys, by key.</summary>
    public static Dictionary<string, string> Ha { get; } = new[] { "basecamp:homelab", "basecamp:platform", "basecamp:apps" }
        .ToDictionary(key => key, key => StackYaml.ToJson(File.ReadAllText(RepositoryFiles.PathOf("Pulumi.ha.yaml")), key));

    /// <summary>The apps of ha as JSON, to be changed.</summary>
    public static JsonObject Apps() => (JsonObject)JsonNode.Parse(Ha["basecamp:apps"])!;

    /// <summary>Records a stack.</summary>
    /// <param name="config">Its config by key.</param>
    /// <param name="stacks">Outputs of other stacks, by name.</param>
    /// <param name="name">Its name.</param>
    public static Task<RecordedStack> Of(
        IReadOnlyDictionary<string, string> config, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>>? stacks = null, string name = "ha")
    {
        ProjectDirectory.Use(RepositoryFiles.Root);
        return RecordedStack.TryRunAsync(BasecampProgram.DefineAsync, new RecordingOptions
        {
            ProjectName = "basecamp",
            StackName = name,
            Config = new Dictionary<string, string>(config),
            SecretValues = [TokenOfNtfy],
            StackReferences = stacks ?? new Dictionary<string, IReadOnlyDictionary<string, object?>>(),
        });
    }

    /// <summary>Records all three tiers in one stack, with other apps.</summary>
    public static Task<RecordedStack> With(JsonObject apps, string delivery = "pulumi") =>
        Of(new Dictionary<string, string>(Ha) { ["basecamp:apps"] = apps.ToJsonString(), ["basecamp:delivery"] = delivery });

    /// <summary>What a stack exported, as another one reads it.</summary>
    public static IReadOnlyDictionary<string, object?> Exported(RecordedStack stack) =>
        stack.Outputs.ToDictionary(output => output.Key, output => output.Value.Value, StringComparer.Ordinal);
}
