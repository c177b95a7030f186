namespace Basecamp.Cli.StackFiles;

/// <summary>How Pulumi names stack files.</summary>
static class StackFileName
{
    /// <summary><c>Pulumi.lab.yaml</c> for the stack <c>lab</c> or <c>organization/project/lab</c>.</summary>
    public static string Of(string stack) => $"Pulumi.{Short(stack)}.yaml";

    /// <summary>The stack of a file name; null when it is not a stack file's.</summary>
    public static string? StackOf(string fileName) =>
        fileName.StartsWith("Pulumi.", StringComparison.Ordinal) && fileName.EndsWith(".yaml", StringComparison.Ordinal)
        && fileName.Length > "Pulumi..yaml".Length
            ? fileName["Pulumi.".Length..^".yaml".Length]
            : null;

    /// <summary>The stack's name without organization and project.</summary>
    public static string Short(string stack) => stack[(stack.LastIndexOf('/') + 1)..];
}
