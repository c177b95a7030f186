using System.Collections;
using Basecamp.Testing;

namespace Basecamp.Cli.Offline;

/// <summary>Outputs with a meaning for the offline commands, returned by the program or registered by a component.</summary>
/// <remarks><c>warnings</c>: list of texts shown by preview. <c>renderedFiles</c>: map of relative path to text, written by render.</remarks>
static class StackConventions
{
    const string WarningsOutput = "warnings";
    const string RenderedFilesOutput = "renderedFiles";

    /// <summary>All warnings, program first. Secret ones are not shown.</summary>
    public static IReadOnlyList<string> Warnings(RecordedStack stack) =>
        [.. Outputs(stack, WarningsOutput)
            .Where(output => !output.Output.IsSecret)
            .SelectMany(output => output.Output.Value is IList list ? list.OfType<string>() : [])];

    /// <summary>All files outside of Kubernetes, with the tier they belong to.</summary>
    public static IEnumerable<(string Tier, string Path, string Text, bool IsSecret)> RenderedFiles(RecordedStack stack)
    {
        foreach (var (tier, output) in Outputs(stack, RenderedFilesOutput))
        {
            if (output.Value is not IEnumerable<KeyValuePair<string, object>> files)
                continue;
            foreach (var (path, text) in files)
                yield return (tier, path, text as string ?? "", output.IsSecret);
        }
    }

    // The program itself speaks for the machines: everything above them is a Kubernetes object.
    static IEnumerable<(string Tier, RecordedOutput Output)> Outputs(RecordedStack stack, string name)
    {
        if (stack.Outputs.TryGetValue(name, out var own))
            yield return (Tier.All[0], own);
        foreach (var component in stack.Resources.Where(resource => resource.IsComponent))
        {
            if (component.Outputs.TryGetValue(name, out var output))
                yield return (Tier.Of(component), output);
        }
    }
}
