using Basecamp.Cli.StackFiles;
using Basecamp.Components.Configuration;

namespace Basecamp.Cli.Offline;

/// <summary>Something to say about the stack's config: a reason to refuse it, or a warning.</summary>
/// <param name="Path">Config path, e.g. <c>basecamp:homelab.nodes[2].address</c>; null when no single place is at fault.</param>
/// <param name="Line">Line in the stack file; null when it is not there.</param>
/// <param name="Message">What is wrong and how to fix it.</param>
sealed record ConfigProblem(string? Path, int? Line, string Message)
{
    /// <summary>A finding of the program's own rules, with the place it has in the file.</summary>
    public static ConfigProblem From(Problem problem, StackFile file) => new(problem.Path, file.LineOf(problem.Path), problem.Message);
}
