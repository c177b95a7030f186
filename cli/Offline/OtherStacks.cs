using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Offline;

/// <summary>
/// The stacks that a stack builds on, recorded from their own files in the place of what they would have exported. So a stack that owns the apps
/// alone can be previewed, rendered and compared with nothing deployed.
/// </summary>
static class OtherStacks
{
    static readonly string[] Keys = ["basecamp:homelabStack", "basecamp:platformStack"];

    // The name that Pulumi gives to a stack of the same project when no organization is meant.
    const string Organization = "organization";

    /// <summary>Outputs by the stack's full name. A stack that has no file here, or could not be recorded, is left out, and the program says so.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>>> OutputsForAsync(
        StackFile file, StackProgram program, CancellationToken cancellation)
    {
        var outputs = new Dictionary<string, IReadOnlyDictionary<string, object?>>(StringComparer.Ordinal);
        foreach (var name in Keys.Select(key => file.Config.GetValueOrDefault(key)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (name == file.Stack || !File.Exists(Path.Combine(file.StackDirectory, StackFileName.Of(name))))
                continue;
            var run = await OfflineRun.StartAsync(StackFileReader.Read(file.StackDirectory, name, null), program, null, cancellation);
            if (run.IsComplete)
                outputs[$"{Organization}/{file.Project}/{name}"] = run.Stack.Outputs.ToDictionary(
                    output => output.Key, output => output.Value.Value, StringComparer.Ordinal);
        }
        return outputs;
    }
}
