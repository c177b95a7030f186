namespace Basecamp.Cli.Tests.Ci;

/// <summary>Makes the checkout of a script a git repository.</summary>
static class ScriptCommits
{
    /// <summary>Commits all that there is.</summary>
    public static async Task Commit(this ScriptRoom room)
    {
        if (!Directory.Exists(room.Work(".git")))
            await room.Git("init", "-q", "-b", "main");
        await room.Git("add", "--all");
        await room.Git("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "--allow-empty", "-m", "x");
    }

    static async Task Git(this ScriptRoom room, params string[] args)
    {
        var (code, _, error) = await RealProcess.RunAsync(new("git", args) { WorkingDirectory = room.At("work"), RedirectStandardOutput = true, RedirectStandardError = true });
        Assert.True(code == 0, error);
    }
}
