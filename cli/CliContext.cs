using Basecamp.Cli.Files;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Recovery.Buckets;
using Basecamp.Components.Durability;

namespace Basecamp.Cli;

/// <summary>What a command may use of the process it runs in.</summary>
sealed record CliContext
{
    /// <summary>Results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Complaints about the command line and failures.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where the command was started.</summary>
    public required string Directory { get; init; }

    /// <summary>Whether a person looks at <see cref="Output"/>: enables progress.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether to colour <see cref="Output"/>.</summary>
    public bool HasColour { get; init; }

    /// <summary>Columns to fill, 80–200.</summary>
    public int Width { get; init => field = Math.Clamp(value, 80, 200); } = 100;

    /// <summary>Where what can be made again is kept; null for nowhere, and then nothing is.</summary>
    public string? CacheDirectory { get; init; }

    /// <summary>The program to run. Default: basecamp's own.</summary>
    public StackProgram Program { get; init; } = StackProgram.Basecamp;

    /// <summary>Makes what sends requests to servers. Default: the system's own, with its proxies.</summary>
    public Func<HttpMessageHandler>? Http { get; init; }

    /// <summary>Opens a bucket to read it. Default: a real one.</summary>
    public Func<CopyStore, BucketKeys, IBucket> Bucket { get; init; } = (store, keys) => new S3Bucket(store, keys);

    /// <summary>What time it is. Default: the system's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>An environment variable; null when it is not set. Default: this process'.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The context of this process: colour and progress on a terminal, plain text in a pipe or with NO_COLOR.</summary>
    public static CliContext OfProcess()
    {
        var colour = CanColour(
            Console.IsOutputRedirected,
            Environment.GetEnvironmentVariable("TERM"),
            Environment.GetEnvironmentVariable("NO_COLOR"));
        return new()
        {
            Output = Console.Out,
            Error = Console.Error,
            Directory = Environment.CurrentDirectory,
            CacheDirectory = CacheHome.Of(Environment.GetEnvironmentVariable),
            IsTerminal = colour,
            HasColour = colour,
            Width = Columns(!Console.IsOutputRedirected),
        };
    }

    /// <summary>Whether control sequences are understood and wanted (https://no-color.org: any text in NO_COLOR means no).</summary>
    internal static bool CanColour(bool isRedirected, string? term, string? noColor) =>
        !isRedirected && term is not (null or "" or "dumb") && string.IsNullOrEmpty(noColor);

    // A pipe has no width; 100 columns keep lines readable in a review.
    static int Columns(bool terminal)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0)
            return columns;
        return terminal && Console.WindowWidth > 0 ? Console.WindowWidth : 100;
    }
}
