namespace Basecamp.Cli.Diff.Revisions;

/// <summary>
/// The files of one commit, in a directory that is not the user's: in the cache, or in a temporary one where there is no cache. The user's own
/// checkout, index and list of worktrees are never touched. Disposing removes what is not kept.
/// </summary>
sealed class RevisionCheckout : IAsyncDisposable
{
    readonly RevisionCache? cache;
    readonly string temporary;
    string home;
    bool isKept;

    RevisionCheckout(RevisionCache? cache, string commit, string? entry)
    {
        (this.cache, Commit, isKept) = (cache, commit, entry is not null);
        temporary = System.IO.Directory.CreateTempSubdirectory("basecamp-diff-").FullName;
        home = entry ?? Begin(cache) ?? temporary;
    }

    /// <summary>The commit.</summary>
    public string Commit { get; }

    /// <summary>Whether it was built by an earlier command.</summary>
    public bool IsBuilt => isKept;

    /// <summary>Where its files are.</summary>
    public string Directory => Path.Combine(home, "checkout");

    /// <summary>A directory for what is made from it; always removed.</summary>
    public string Output => Path.Combine(temporary, "render");

    /// <summary>What an earlier command built from <paramref name="commit"/>, or its files alone.</summary>
    /// <param name="repository">A directory of the user's checkout.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cache">Where built revisions are kept; null when nothing is to be kept.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RevisionException">It cannot be checked out.</exception>
    public static async Task<RevisionCheckout> GetAsync(string repository, string commit, RevisionCache? cache, CancellationToken cancellation)
    {
        var checkout = new RevisionCheckout(cache, commit, cache?.Find(commit));
        if (checkout.IsBuilt)
            return checkout;
        try
        {
            await checkout.FillAsync(repository, cancellation);
            return checkout;
        }
        catch
        {
            await checkout.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps it for later commands; it has been built and works.</summary>
    public void Keep()
    {
        if (isKept || cache is null || home == temporary || !cache.Keep(home, Commit))
            return;
        // Whoever asks for it finds it at its new place.
        (home, isKept) = (cache.Find(Commit) ?? home, true);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Delete(temporary);
        if (!isKept)
            Delete(home);
        return ValueTask.CompletedTask;
    }

    // An index of its own, and no hooks, filters of a worktree or records of one: only files.
    async Task FillAsync(string repository, CancellationToken cancellation)
    {
        System.IO.Directory.CreateDirectory(Directory);
        var git = await Git.RunAsync(repository, cancellation, "rev-parse", "--absolute-git-dir");
        var index = new Dictionary<string, string> { ["GIT_INDEX_FILE"] = Path.Combine(temporary, "index") };
        string[] here = [$"--git-dir={git}", $"--work-tree={Directory}"];
        await Git.RunAsync(Directory, index, cancellation, [.. here, "read-tree", Commit]);
        await Git.RunAsync(Directory, index, cancellation, [.. here, "checkout-index", "--all", "--force"]);
    }

    // A home that cannot be written to, as some CI has, costs the time that the cache saves, and no more.
    static string? Begin(RevisionCache? cache)
    {
        try
        {
            return cache?.Begin();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static void Delete(string directory)
    {
        if (System.IO.Directory.Exists(directory))
            System.IO.Directory.Delete(directory, recursive: true);
    }
}
