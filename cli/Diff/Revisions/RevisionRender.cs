using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Diff.Revisions;

/// <summary>Renders a stack as another revision of the repository would: with its code and its stack file.</summary>
/// <param name="directory">Where the command was started.</param>
/// <param name="stack">The stack.</param>
/// <param name="config">Its config file when it is not the usual one; else null.</param>
/// <param name="withCharts">Whether to render its charts, too, which must be at hand in the revision. Default false.</param>
sealed class RevisionRender(string directory, string stack, string? config, bool withCharts = false)
{
    // Restoring and building from nothing, on a slow machine.
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>The state at <paramref name="revision"/>; without objects when the stack did not exist there.</summary>
    /// <exception cref="RevisionException">There is no such revision, or it cannot be built or rendered.</exception>
    public async Task<DiffSide> RunAsync(string revision, CancellationToken cancellation)
    {
        var top = await GitWorktree.TopOfAsync(directory, cancellation);
        var commit = await GitWorktree.CommitOfAsync(directory, revision, cancellation);
        var label = commit.StartsWith(revision, StringComparison.OrdinalIgnoreCase) ? commit[..8] : $"{revision} ({commit[..8]})";
        await using var worktree = await GitWorktree.AddAsync(directory, commit, cancellation);
        var project = InWorktree(worktree, top, PulumiProject.Find(directory).Directory);
        var file = ConfigIn(worktree, top);
        if (!Exists(project, file))
            return new(label, []) { CanHoldSecrets = false, Notices = [$"{label} has no stack {stack}: everything is new."] };
        await RenderAsync(worktree, project, file, label, cancellation);
        var files = DirectoryFiles.Read(worktree.Output);
        return new(label, RenderReader.Read(files, isRender: true)) { CanHoldSecrets = false };
    }

    async Task RenderAsync(GitWorktree worktree, string project, string? file, string label, CancellationToken cancellation)
    {
        var entry = Path.Combine(project, "basecamp");
        if (!File.Exists(entry))
            throw new RevisionException($"{label} has no ./basecamp to render with. Compare with a later revision, or with a directory rendered elsewhere.", ExitCode.Internal);
        List<string> args = ["render", "--stack", stack, "--out", worktree.Output];
        if (withCharts)
            args.Add("--charts");
        if (file is not null)
            args.AddRange(["--config", file]);
        var result = await ChildProcess.RunAsync(entry, args, project, Limit, cancellation);
        // A chart that breaks a guardrail is written all the same.
        var isWritten = result.Code == ExitCode.Fine || (withCharts && result.Code == ExitCode.Unfit && DirectoryFiles.IsRender(worktree.Output));
        if (!isWritten)
        {
            throw new RevisionException(
                $"{label} cannot be rendered: its './basecamp render --stack {stack}' ended with {result.Code}.\n{ChildProcess.Tail(result.Output + result.Error)}",
                ExitCode.Internal);
        }
    }

    // A file of the repository is read as it was; one from elsewhere is the same for both.
    string? ConfigIn(GitWorktree worktree, string top)
    {
        if (config is null)
            return null;
        var full = Path.GetFullPath(config, directory);
        return full.StartsWith($"{top}/", StringComparison.Ordinal) ? InWorktree(worktree, top, full) : full;
    }

    bool Exists(string project, string? file)
    {
        if (file is not null)
            return File.Exists(file);
        try
        {
            return File.Exists(Path.Combine(PulumiProject.Find(project).StackDirectory, StackFileName.Of(stack)));
        }
        catch (InvalidStackFileException)
        {
            return false;
        }
    }

    static string InWorktree(GitWorktree worktree, string top, string path) =>
        Path.GetFullPath(Path.GetRelativePath(top, path), worktree.Directory);
}
