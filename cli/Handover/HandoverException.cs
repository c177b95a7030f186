namespace Basecamp.Cli.Handover;

/// <summary>A handover cannot start or go on. The message says why and what to do.</summary>
sealed class HandoverException(string message, int exitCode = ExitCode.Unfit) : Exception(message)
{
    /// <summary>What the command should return.</summary>
    public int ExitCode { get; } = exitCode;
}
