namespace Basecamp.Cli.Diff.Revisions;

/// <summary>A checkout of one revision in a temporary directory. Disposing removes it; the user's own checkout and index are never touched.</summary>
sealed class GitWorktree : IAsyncDisposable
{
    readonly string repository;
    readonly string temporary;

    GitWorktree(string repository, string temporary, string commit) => (this.repository, this.temporary, Commit) = (repository, temporary, commit);

    /// <summary>The commit.</summary>
    public string Commit { get; }

    /// <summary>Where it is checked out.</summary>
    public string Directory => Path.Combine(temporary, "checkout");

    /// <summary>A directory beside the checkout, removed with it.</summary>
    public string Output => Path.Combine(temporary, "render");

    /// <summary>The top of the checkout that <paramref name="directory"/> is in.</summary>
    /// <exception cref="RevisionException">It is in none.</exception>
    public static async Task<string> TopOfAsync(string directory, CancellationToken cancellation)
    {
        try
        {
            return await Git.RunAsync(directory, cancellation, "rev-parse", "--show-toplevel");
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
            return await Git.RunAsync(repository, cancellation, "rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}");
        }
        catch (RevisionException)
        {
            throw new RevisionException(
                $"'{revision}' is not a revision of this repository. Name a branch, tag or commit; in a shallow clone fetch it first: git fetch origin {revision}",
                ExitCode.Usage);
        }
    }

    /// <summary>Checks out <paramref name="commit"/>.</summary>
    public static async Task<GitWorktree> AddAsync(string repository, string commit, CancellationToken cancellation)
    {
        var worktree = new GitWorktree(repository, System.IO.Directory.CreateTempSubdirectory("basecamp-diff-").FullName, commit);
        try
        {
            // Hooks are the user's own, for the user's own checkouts.
            await Git.RunAsync(repository, cancellation, "-c", "core.hooksPath=/dev/null", "worktree", "add", "--quiet", "--detach", worktree.Directory, commit);
            return worktree;
        }
        catch
        {
            await worktree.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Git.RunAsync(repository, CancellationToken.None, "worktree", "remove", "--force", "--force", Directory);
        }
        catch (RevisionException)
        {
            // It was not added, or only in part: then nothing but the record of it may be left.
            DeleteTemporary();
            await ChildProcess.RunAsync("git", ["worktree", "prune"], repository, TimeSpan.FromMinutes(1), CancellationToken.None);
        }
        DeleteTemporary();
    }

    void DeleteTemporary()
    {
        if (System.IO.Directory.Exists(temporary))
            System.IO.Directory.Delete(temporary, recursive: true);
    }
}
