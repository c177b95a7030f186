namespace Basecamp.Cli.Diff.Revisions;

/// <summary>The git command.</summary>
static class Git
{
    /// <summary>Runs git; the output without the last line break.</summary>
    /// <exception cref="RevisionException">It is not installed, or failed.</exception>
    public static async Task<string> RunAsync(string directory, CancellationToken cancellation, params IReadOnlyList<string> args)
    {
        var result = await ChildProcess.RunAsync("git", args, directory, TimeSpan.FromMinutes(5), cancellation);
        return result.Code == 0
            ? result.Output.TrimEnd('\n')
            : throw new RevisionException($"git {string.Join(' ', args)} failed:\n{ChildProcess.Tail(result.Error)}", ExitCode.Internal);
    }
}
