namespace Basecamp.Cli.Diff.Revisions;

/// <summary>The git command.</summary>
static class Git
{
    static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    /// <summary>Runs git; the output without the last line break.</summary>
    /// <exception cref="RevisionException">It is not installed, or failed.</exception>
    public static Task<string> RunAsync(string directory, CancellationToken cancellation, params IReadOnlyList<string> args) =>
        RunAsync(directory, NoVariables, cancellation, args);

    /// <summary>Runs git with environment variables of its own; the output without the last line break.</summary>
    /// <exception cref="RevisionException">It is not installed, or failed.</exception>
    public static async Task<string> RunAsync(
        string directory, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation, params IReadOnlyList<string> args)
    {
        var result = await ChildProcess.RunAsync("git", args, directory, TimeSpan.FromMinutes(5), cancellation, variables);
        return result.Code == 0
            ? result.Output.TrimEnd('\n')
            : throw new RevisionException($"git {string.Join(' ', args)} failed:\n{ChildProcess.Tail(result.Error)}", ExitCode.Internal);
    }

    /// <summary>The top of the checkout that <paramref name="directory"/> is in.</summary>
    /// <exception cref="RevisionException">It is in none.</exception>
    public static async Task<string> TopOfAsync(string directory, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(directory, cancellation, "rev-parse", "--show-toplevel");
        }
        catch (RevisionException)
        {
            throw new RevisionException($"{directory} is not inside a git repository, so it has no revisions to compare.", ExitCode.Usage);
        }
    }

    /// <summary>The commit that <paramref name="revision"/> names.</summary>
    /// <exception cref="RevisionException">It names none.</exception>
    public static async Task<string> CommitOfAsync(string repository, string revision, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(repository, cancellation, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}");
        }
        catch (RevisionException)
        {
            throw new RevisionException(
                $"'{revision}' is not a revision of this repository. Name a branch, tag or commit; in a shallow clone fetch it first: git fetch origin {revision}",
                ExitCode.Usage);
        }
    }
}
