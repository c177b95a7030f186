namespace Basecamp.Cli.Offline;

/// <summary>Something in the stack's config that cannot be deployed.</summary>
/// <param name="Path">Config path, e.g. <c>basecamp:homelab.nodes[2].address</c>; null when no single place is at fault.</param>
/// <param name="Line">Line in the stack file; null when it is not there.</param>
/// <param name="Message">What is wrong and how to fix it.</param>
sealed record ConfigProblem(string? Path, int? Line, string Message);
