using Basecamp.Cli.Diff.Model;
using Basecamp.Cli.Diff.Reading;
using Basecamp.Cli.StackFiles;

namespace Basecamp.Cli.Diff.Revisions;

/// <summary>Renders a stack as another revision of the repository would: with its code and its stack file.</summary>
/// <param name="directory">Where the command was started.</param>
/// <param name="stack">The stack.</param>
/// <param name="config">Its config file when it is not the usual one; else null.</param>
/// <param name="cache">Where built revisions are kept; null when nothing is to be kept.</param>
/// <param name="withCharts">Whether to render its charts, too, which must be at hand in the revision. Default false.</param>
sealed class RevisionRender(string directory, string stack, string? config, RevisionCache? cache, bool withCharts = false)
{
    // Restoring and building from nothing, on a slow machine.
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>The state at <paramref name="revision"/>; without objects when the stack did not exist there.</summary>
    /// <param name="revision">A branch, tag or commit.</param>
    /// <param name="say">Told what takes the time now.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RevisionException">There is no such revision, or it cannot be built or rendered.</exception>
    public async Task<DiffSide> RunAsync(string revision, Action<string> say, CancellationToken cancellation)
    {
        var top = await Git.TopOfAsync(directory, cancellation);
        var commit = await Git.CommitOfAsync(directory, revision, cancellation);
        var label = commit.StartsWith(revision, StringComparison.OrdinalIgnoreCase) ? commit[..8] : $"{revision} ({commit[..8]})";
        await using var checkout = await RevisionCheckout.GetAsync(directory, commit, cache, cancellation);
        var project = InCheckout(checkout, top, PulumiProject.Find(directory).Directory);
        var file = ConfigIn(checkout, top);
        if (!Exists(project, file))
            return new(label, []) { CanHoldSecrets = false, Notices = [$"{label} has no stack {stack}: everything is new."] };
        say(checkout.IsBuilt ? $"rendering {label}, which was built before" : $"building and rendering {label}: about a minute, the next time seconds");
        await RenderAsync(checkout, project, file, label, cancellation);
        var files = DirectoryFiles.Read(checkout.Output);
        checkout.Keep();
        return new(label, RenderReader.Read(files, isRender: true)) { CanHoldSecrets = false };
    }

    async Task RenderAsync(RevisionCheckout checkout, string project, string? file, string label, CancellationToken cancellation)
    {
        var entry = Path.Combine(project, "basecamp");
        if (!File.Exists(entry))
            throw new RevisionException($"{label} has no ./basecamp to render with. Compare with a later revision, or with a directory rendered elsewhere.", ExitCode.Internal);
        List<string> args = ["render", "--stack", stack, "--out", checkout.Output];
        if (withCharts)
            args.Add("--charts");
        if (file is not null)
            args.AddRange(["--config", file]);
        var result = await ChildProcess.RunAsync(entry, args, project, Limit, cancellation);
        // A chart that breaks a guardrail is written all the same.
        if (result.Code == ExitCode.Fine || (withCharts && result.Code == ExitCode.Unfit && DirectoryFiles.IsRender(checkout.Output)))
            return;
        // What was kept may be what is broken, say because .NET was updated meanwhile: the next time it is built anew.
        if (checkout.IsBuilt && result.Code != ExitCode.Unfit)
            cache?.Discard(checkout.Commit);
        throw new RevisionException(
            $"{label} cannot be rendered: its './basecamp render --stack {stack}' ended with {result.Code}.\n{ChildProcess.Tail(result.Output + result.Error)}",
            ExitCode.Internal);
    }

    // A file of the repository is read as it was; one from elsewhere is the same for both.
    string? ConfigIn(RevisionCheckout checkout, string top)
    {
        if (config is null)
            return null;
        var full = Path.GetFullPath(config, directory);
        return full.StartsWith($"{top}/", StringComparison.Ordinal) ? InCheckout(checkout, top, full) : full;
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

    static string InCheckout(RevisionCheckout checkout, string top, string path) =>
        Path.GetFullPath(Path.GetRelativePath(top, path), checkout.Directory);
}
