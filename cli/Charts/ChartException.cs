namespace Basecamp.Cli.Charts;

/// <summary>Charts cannot be rendered: the message says why, and what to do.</summary>
/// <param name="message">One line, or several.</param>
/// <param name="exitCode">What the command returns. Default: the stack is not fit.</param>
sealed class ChartException(string message, int exitCode = ExitCode.Unfit) : Exception(message)
{
    /// <summary>What the command returns.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Whether <c>basecamp vendor</c> brings what is missing. Default false.</summary>
    public bool IsFetchable { get; init; }
}
