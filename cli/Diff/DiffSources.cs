namespace Basecamp.Cli.Diff;

/// <summary>What a user asked to compare: two states, or a stack with a revision or with an export.</summary>
sealed record DiffSources
{
    /// <summary>The old state: a directory or file; null when a stack is compared.</summary>
    public string? Old { get; init; }

    /// <summary>The new state: a directory or file; null when a stack is compared.</summary>
    public string? New { get; init; }

    /// <summary>The stack; null when two states are named.</summary>
    public string? Stack { get; init; }

    /// <summary>Its config file when it is not the usual one.</summary>
    public string? Config { get; init; }

    /// <summary>The old revision; null when the stack is compared with an export.</summary>
    public string? Base { get; init; }

    /// <summary>The new revision; null for the files as they are.</summary>
    public string? Head { get; init; }

    /// <summary>Whether the objects of charts are compared, too. Default false; two directories are compared with what they hold.</summary>
    public bool WithCharts { get; init; }

    /// <summary>File of a stack export; null when the stack is compared with a revision.</summary>
    public string? Export { get; init; }
}

/// <summary>How a diff is shown.</summary>
/// <param name="Format"><c>text</c>, <c>markdown</c> or <c>json</c>.</param>
/// <param name="MaximumBytes">Size of Markdown.</param>
/// <param name="FailOn">What makes the exit code 1: <c>danger</c>, <c>caution</c>, <c>change</c> or <c>never</c>.</param>
sealed record DiffOutput(string Format, int MaximumBytes, string FailOn);
