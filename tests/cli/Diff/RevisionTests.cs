using System.Diagnostics;

namespace Basecamp.Cli.Tests.Diff;

/// <summary>A git repository whose <c>./basecamp</c> renders by copying a directory: what counts is how revisions are checked out and removed.
/// </summary>
[Trait("Needs", "git")]
public sealed class RevisionTests : IDisposable
{
    const string FakeBasecamp =
        """
        #!/usr/bin/env bash
        set -eu
        cd "$(dirname "$0")"
        [[ $1 == render && $2 == --stack && $4 == --out ]] || exit 9
        env >"$FAKE_NOTES/environment"
        pwd >"$FAKE_NOTES/directory"
        cat rendered/kubernetes/all.yaml >"$FAKE_NOTES/rendered"
        printf 'run\n' >>"$FAKE_NOTES/runs"
        [[ -e built ]] || { touch built; printf 'build\n' >>"$FAKE_NOTES/runs"; }
        [[ ! -e hang ]] || { touch "$FAKE_NOTES/hangs"; sleep 60; }
        [[ ! -e broken ]] || { echo "Thing.cs(1,1): error CS1002: ; expected" >&2; exit 3; }
        mkdir -p "$5" && cp -r rendered/. "$5" && printf 'kubernetes/all.yaml\n' >"$5/.basecamp-render"
        """;

    readonly Cli cli = new();
    readonly string notes = Directory.CreateTempSubdirectory("basecamp-notes-").FullName;

    public RevisionTests()
    {
        // A copy is executable like its original, whatever is written into it.
        File.Copy(Path.Combine(RealProcess.RepositoryRoot, "basecamp"), cli.Path("basecamp"));
        cli.Write("basecamp", FakeBasecamp);
        Environment.SetEnvironmentVariable("FAKE_NOTES", notes);
        Git("init", "--quiet", "--initial-branch", "main");
        Commit("2");
    }

    [Fact]
    public async Task Two_revisions_are_rendered_with_their_own_code_and_compared()
    {
        Commit("5");

        var result = await cli.Run("diff", "--stack", "lab", "--base", "HEAD~1", "--head", "main");

        Assert.Matches(
            @"^building and rendering HEAD~1 \([0-9a-f]{8}\): about a minute, the next time seconds \.\.\.\nbuilding and rendering main \([0-9a-f]{8}\): .*\n$", result.Error);
        Assert.Contains("    - spec.replicas: 2\n    + spec.replicas: 5\n", result.Output, StringComparison.Ordinal);
        Assert.StartsWith($"basecamp diff  HEAD~1 ({Git("rev-parse", "HEAD~1")[..8]}) → main (", result.Output, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task The_working_tree_is_compared_as_it_is_and_stays_so()
    {
        cli.Write("rendered/kubernetes/all.yaml", "staged");
        Git("add", "rendered");
        cli.Write("rendered/kubernetes/all.yaml", "not staged");
        cli.Write("untracked", "x");
        var before = Git("status", "--porcelain=v2");

        var result = await cli.Run("diff", "--stack", "lab", "--base", "HEAD", "--fail-on", "never");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("- Deployment shop/web", result.Output, StringComparison.Ordinal);
        Assert.Contains("+ Deployment triage/triage", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Git("status", "--porcelain=v2"));
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task The_other_revision_is_not_led_astray_by_this_process()
    {
        foreach (var trap in (string[])["GIT_INDEX_FILE", "MSBuildSDKsPath", "DOTNET_STARTUP_HOOKS", "PULUMI_CONFIG", "TargetFramework"])
            Environment.SetEnvironmentVariable(trap, "/nowhere");
        try
        {
            Assert.Equal(0, (await cli.Run("diff", "--stack", "lab", "--base", "HEAD", "--fail-on", "never")).ExitCode);
        }
        finally
        {
            foreach (var trap in (string[])["GIT_INDEX_FILE", "MSBuildSDKsPath", "DOTNET_STARTUP_HOOKS", "PULUMI_CONFIG", "TargetFramework"])
                Environment.SetEnvironmentVariable(trap, null);
        }

        Assert.DoesNotContain(File.ReadAllLines(Path.Combine(notes, "environment")), line => line.EndsWith("=/nowhere", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllText(cli.Path("rendered/kubernetes/all.yaml")), File.ReadAllText(Path.Combine(notes, "rendered")));
        Assert.NotEqual(cli.Directory, File.ReadAllText(Path.Combine(notes, "directory")).Trim());
    }

    [Fact]
    public async Task A_stack_that_did_not_exist_is_all_new()
    {
        cli.Write("Pulumi.new.yaml", Cli.Lab);

        var result = await cli.Run("diff", "--stack", "new", "--base", "HEAD", "--fail-on", "never");

        Assert.Contains("has no stack new: everything is new.", result.Output, StringComparison.Ordinal);
        Assert.Contains("+ Deployment triage/triage", result.Output, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_revision_that_does_not_build_says_why()
    {
        cli.Write("broken", "");
        Commit("3");

        var result = await cli.Run("diff", "--stack", "lab", "--base", "HEAD");

        Assert.Equal(3, result.ExitCode);
        Assert.Matches(@"(?m)^HEAD \([0-9a-f]{8}\) cannot be rendered: its './basecamp render --stack lab' ended with 3\.\n  Thing\.cs\(1,1\): error CS1002", result.Error);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_revision_without_the_command_says_so()
    {
        Git("rm", "--quiet", "--cached", "basecamp");
        Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "none");

        var result = await cli.Run("diff", "--stack", "lab", "--base", "HEAD");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("has no ./basecamp to render with", result.Error, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("--help")]
    public async Task An_unknown_revision_is_refused(string revision)
    {
        var result = await cli.Run("diff", "--stack", "lab", $"--base={revision}");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"'{revision}' is not a revision of this repository", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_removes_the_checkout_and_stops_what_runs_in_it()
    {
        cli.Write("hang", "");
        Commit("3");
        using var interruption = new CancellationTokenSource();
        await using var output = new StringWriter();
        var running = BasecampCli.RunAsync(
            ["diff", "--stack", "lab", "--base", "HEAD", "--head", "HEAD"], new() { Output = output, Error = output, Directory = cli.Directory }, interruption.Token);
        for (var i = 0; i < 200 && !File.Exists(Path.Combine(notes, "hangs")); i++)
            await Task.Delay(50);

        var clock = Stopwatch.StartNew();
        await interruption.CancelAsync();

        Assert.Equal(130, await running);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task What_a_revision_builds_is_used_again_by_the_next_command()
    {
        using var home = new KeptRevisions();
        var diff = (string[])["diff", "--stack", "lab", "--base", "HEAD", "--fail-on", "never"];

        var first = await Run(home, diff);
        var second = await Run(home, diff);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(["run", "build", "run"], Runs);
        Assert.StartsWith("building and rendering HEAD (", first.Error, StringComparison.Ordinal);
        Assert.Matches(@"^rendering HEAD \([0-9a-f]{8}\), which was built before \.\.\.\n$", second.Error);
        Assert.Equal([Git("rev-parse", "HEAD")], home.Entries);
        Assert.Single(Git("worktree", "list").Split('\n'));
    }

    [Fact]
    public async Task Another_revision_is_built_for_itself()
    {
        using var home = new KeptRevisions();
        await Run(home, "diff", "--stack", "lab", "--base", "HEAD");
        Commit("7");

        var result = await Run(home, "diff", "--stack", "lab", "--base", "HEAD~1", "--head", "HEAD");

        Assert.Contains("+ spec.replicas: 7\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(["run", "build", "run", "run", "build"], Runs);
        Assert.Equal(((string[])[Git("rev-parse", "HEAD"), Git("rev-parse", "HEAD~1")]).Order(StringComparer.Ordinal), home.Entries);
    }

    [Fact]
    public async Task A_revision_that_fails_is_not_kept_and_one_that_was_kept_and_breaks_is_built_anew()
    {
        using var home = new KeptRevisions();
        cli.Write("broken", "");
        Commit("3");
        Assert.Equal(3, (await Run(home, "diff", "--stack", "lab", "--base", "HEAD")).ExitCode);
        Assert.Equal([], home.Entries);

        await Run(home, "diff", "--stack", "lab", "--base", "HEAD~1");
        File.WriteAllText(Path.Combine(home.Revisions, Git("rev-parse", "HEAD~1"), "checkout", "broken"), "");
        Assert.Equal(3, (await Run(home, "diff", "--stack", "lab", "--base", "HEAD~1")).ExitCode);
        Assert.Equal([], home.Entries);
        Assert.Equal(0, (await Run(home, "diff", "--stack", "lab", "--base", "HEAD~1", "--fail-on", "never")).ExitCode);
    }

    [Fact]
    public async Task A_home_that_cannot_be_written_to_costs_time_and_nothing_else()
    {
        cli.Write("file", "");

        var result = await cli.RunWith(cli.Path("file/below"), "diff", "--stack", "lab", "--base", "HEAD", "--fail-on", "never");

        Assert.Equal(0, result.ExitCode);
        AssertNothingIsLeft();
    }

    Task<CliResult> Run(KeptRevisions home, params string[] args) => cli.RunWith(home.Root, args);

    string[] Runs => File.ReadAllLines(Path.Combine(notes, "runs"));

    sealed class KeptRevisions : IDisposable
    {
        public string Root { get; } = Directory.CreateTempSubdirectory("basecamp-cache-").FullName;

        public string Revisions => Path.Combine(Root, "revisions");

        public IEnumerable<string?> Entries => new DirectoryInfo(Revisions).GetFileSystemInfos().Select(entry => entry.Name).Order(StringComparer.Ordinal);

        public void Dispose() => Directory.Delete(Root, recursive: true);
    }

    [Fact]
    public async Task Outside_of_git_there_are_no_revisions()
    {
        using var elsewhere = new Cli();

        var result = await elsewhere.Run("diff", "--stack", "lab", "--base", "HEAD");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not inside a git repository", result.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        cli.Dispose();
        Directory.Delete(notes, recursive: true);
    }

    void AssertNothingIsLeft()
    {
        Assert.Single(Git("worktree", "list").Split('\n'));
        if (File.Exists(Path.Combine(notes, "directory")))
            Assert.False(Directory.Exists(File.ReadAllText(Path.Combine(notes, "directory")).Trim()));
    }

    void Commit(string replicas)
    {
        cli.Write("rendered/kubernetes/all.yaml", States.Deployment(replicas: replicas));
        Git("add", "--all");
        Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", replicas);
    }

    string Git(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("git", args) { WorkingDirectory = cli.Directory, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return output.TrimEnd('\n');
    }
}
