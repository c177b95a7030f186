namespace Basecamp.Cli.Diff.Revisions;

/// <summary>
/// Revisions that were built, by commit: a commit's files never change, so what is built from them can be used again. Several commands can share one.
/// </summary>
/// <param name="root">Its directory; made when needed.</param>
sealed class RevisionCache(string root)
{
    /// <summary>How many are kept, the last used ones. One takes about 100 MB.</summary>
    public const int Kept = 4;

    const string Unfinished = ".new-";
    const string Discarded = ".old-";

    // Longer than rendering with what is built takes.
    static readonly TimeSpan InUse = TimeSpan.FromMinutes(10);

    // Longer than building may take.
    static readonly TimeSpan InWork = TimeSpan.FromHours(1);

    /// <summary>The directory of a built commit, marked as used now; null when there is none.</summary>
    public string? Find(string commit)
    {
        var entry = Path.Combine(root, commit);
        try
        {
            // Touched first: what is in use is not removed by another command.
            Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow);
            return entry;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>An empty directory to build in, beside the entries, so that it becomes one by a rename.</summary>
    /// <exception cref="IOException">The directory cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be made.</exception>
    public string Begin()
    {
        // What is in here is run later, so nobody else may write to it.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(root);
        else
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var directory = Path.Combine(root, Unfinished + Path.GetRandomFileName());
        Directory.CreateDirectory(directory);
        return directory;
    }

    /// <summary>Makes what was built the entry of its commit and removes what is too old. When another command was faster, its entry stays.</summary>
    /// <returns>Whether the directory is an entry now; else it is still the caller's.</returns>
    public bool Keep(string directory, string commit)
    {
        try
        {
            Directory.Move(directory, Path.Combine(root, commit));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        Find(commit);
        Tidy();
        return true;
    }

    /// <summary>Removes a commit's entry.</summary>
    public void Discard(string commit) => Remove(Path.Combine(root, commit));

    // Renamed first, so that an interruption leaves no entry of which a part is missing.
    void Remove(string entry)
    {
        var discarded = Path.Combine(root, Discarded + Path.GetRandomFileName());
        try
        {
            Directory.Move(entry, discarded);
            Directory.Delete(discarded, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another command removes it, too; what is left of it is removed with what interrupted commands leave.
        }
    }

    void Tidy()
    {
        var all = new DirectoryInfo(root).GetDirectories()
            .ToLookup(each => each.Name.StartsWith('.'), each => (each.FullName, Age: DateTime.UtcNow - each.LastWriteTimeUtc));
        var left = all[true].Where(each => each.Age > InWork);
        var old = all[false].OrderBy(each => each.Age).Skip(Kept).Where(each => each.Age > InUse);
        foreach (var (path, _) in left.Concat(old))
            Remove(path);
    }
}
