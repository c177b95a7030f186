using Basecamp.Cli.StackFiles;
using Basecamp.Testing;

namespace Basecamp.Cli.Offline;

/// <summary>
/// The stacks that a stack builds on, recorded from their own files in the place of what they would have exported. So a stack that owns the apps
/// alone can be previewed, rendered and compared with nothing deployed.
/// </summary>
/// <param name="Outputs">Outputs by the stack's full name. A stack without a file here is left out, and the program says what is missing.</param>
/// <param name="Warnings">Stacks whose own files do not lead to outputs.</param>
/// <param name="Stacks">The recordings, those of stacks that these build on included.</param>
sealed record OtherStacks(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> Outputs, IReadOnlyList<string> Warnings, IReadOnlyList<RecordedStack> Stacks)
{
    static readonly string[] Keys = ["basecamp:homelabStack", "basecamp:platformStack"];

    // The name that Pulumi gives to a stack of the same project when no organization is meant.
    const string Organization = "organization";

    /// <summary>Records them.</summary>
    /// <param name="file">The stack that builds on them.</param>
    /// <param name="program">The program.</param>
    /// <param name="above">Stacks that are being recorded already: one that builds on itself has no outputs.</param>
    /// <param name="cancellation">Stops between two stacks.</param>
    public static async Task<OtherStacks> RecordAsync(StackFile file, StackProgram program, IReadOnlyCollection<string> above, CancellationToken cancellation)
    {
        var outputs = new Dictionary<string, IReadOnlyDictionary<string, object?>>(StringComparer.Ordinal);
        var warnings = new List<string>();
        var stacks = new List<RecordedStack>();
        string[] recorded = [.. above, file.Stack];
        foreach (var reference in Keys.Select(key => file.Config.GetValueOrDefault(key)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var name = NameIn(file.Project, reference);
            if (name is null || !File.Exists(Path.Combine(file.StackDirectory, StackFileName.Of(name))))
                continue;
            if (recorded.Contains(name, StringComparer.Ordinal))
            {
                warnings.Add($"The stacks {string.Join(", ", recorded)} build on each other in a circle; none of them could be deployed first.");
                continue;
            }
            var run = await OfflineRun.StartAsync(StackFileReader.Read(file.StackDirectory, name, null), program, null, recorded, cancellation);
            if (run.IsComplete)
            {
                stacks.AddRange([run.Stack, .. run.Below]);
                outputs[reference.Contains('/', StringComparison.Ordinal) ? reference : $"{Organization}/{file.Project}/{name}"] =
                    run.Stack.Outputs.ToDictionary(output => output.Key, output => output.Value.Value, StringComparer.Ordinal);
            }
            else
                warnings.Add($"The stack {name}, which {file.Stack} builds on, is not valid itself: ./basecamp preview --stack {name} says why.");
        }
        return new(outputs, warnings, stacks);
    }

    // organization/project/stack, or the stack alone; null for a stack of another project.
    static string? NameIn(string project, string reference) => reference.Split('/') switch
    {
        [var stack] => stack,
        [_, var itsProject, var stack] when itsProject == project => stack,
        _ => null,
    };
}
