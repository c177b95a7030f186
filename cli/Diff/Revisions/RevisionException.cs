namespace Basecamp.Cli.Diff.Revisions;

/// <summary>A revision cannot be rendered. The message says why and what to do.</summary>
sealed class RevisionException(string message, int exitCode) : Exception(message)
{
    /// <summary>What the command should return.</summary>
    public int ExitCode { get; } = exitCode;
}
