using System.Text.Json.Nodes;
using Basecamp.Cli.Graph;
using Basecamp.Cli.Offline;
using Basecamp.Cli.StackFiles;
using Basecamp.Components.Topology.Validation;

namespace Basecamp.Cli.Tests.Apps;

/// <summary>A shipped stack with a fragment of a stack file laid over it, as a user adds it.</summary>
static class StackWith
{
    /// <summary>Runs the stack <c>ha</c> with a fragment.</summary>
    /// <param name="fragment">Path of the fragment in the repository.</param>
    /// <param name="delivery">Who delivers. Default Pulumi.</param>
    /// <param name="change">A change of the text of a key before it is read. Default none.</param>
    public static Task<OfflineRun> Fragment(string fragment, string delivery = "pulumi", Func<string, string>? change = null)
    {
        var root = RealProcess.RepositoryRoot;
        var file = StackFileReader.Read(root, "ha", null);
        var config = new Dictionary<string, string>(file.Config) { ["basecamp:delivery"] = delivery };
        foreach (var (key, text) in StackFileReader.Read(root, "ha", Path.Combine(root, fragment)).Config)
            config[key] = Merge(JsonNode.Parse(config.GetValueOrDefault(key, "{}"))!, JsonNode.Parse(change is null ? text : change(text))!).ToJsonString();
        return OfflineRun.StartAsync(file with { Config = config }, StackProgram.Basecamp, null, default);
    }

    /// <summary>Who reaches whom.</summary>
    public static IReadOnlyList<GraphPath> Paths(this OfflineRun run)
    {
        Assert.True(run.IsComplete, Said(run));
        return GraphReader.Read(run.Stack, HomelabConfiguration.Parse(run.File.Config[HomelabConfiguration.DefaultRootPath])).Paths;
    }

    /// <summary>Everything a run complains about, a line each.</summary>
    public static string Said(this OfflineRun run) => string.Join('\n', run.Problems.Select(problem => $"{problem.Path}: {problem.Message}")
        .Concat(run.Failures.Select(failure => failure.Message))
        .Concat(run.Findings.Select(finding => finding.ToString())));

    static JsonNode Merge(JsonNode under, JsonNode over)
    {
        if (under is not JsonObject map || over is not JsonObject added)
            return over.DeepClone();
        var merged = (JsonObject)map.DeepClone();
        foreach (var (key, value) in added)
            merged[key] = merged[key] is { } present && value is not null ? Merge(present, value) : value?.DeepClone();
        return merged;
    }
}
