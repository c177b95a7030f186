using System.Diagnostics;

namespace Basecamp.Cli.Tests;

/// <summary>./basecamp test on a terminal, where it asks.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "script")]
public sealed class MissingToolsQuestionTests : IDisposable
{
    readonly WrapperRoom room = new();

    public MissingToolsQuestionTests()
    {
        room.Environment["SHELL"] = "/bin/sh";
        room.HaveManager("apt-get");
        room.Lack("jq");
    }

    bool Installed => room.Calls.Any(call => call.EndsWith(" install -y -qq -o DPkg::Lock::Timeout=120 --no-install-recommends jq", StringComparison.Ordinal));

    [Theory]
    [InlineData("y", true)]
    [InlineData("Yes", true)]
    [InlineData("", true)]
    [InlineData("n", false)]
    [InlineData("what", false)]
    public async Task The_packages_are_listed_and_the_answer_counts(string answer, bool installed)
    {
        var (code, screen) = await OnTerminal("test", $"{answer}\n");

        Assert.Equal(0, code);
        Assert.Contains("  apt-get install --no-install-recommends jq\r\n", screen, StringComparison.Ordinal);
        Assert.Contains("Install them? [Y/n] ", screen, StringComparison.Ordinal);
        Assert.Equal(installed, Installed);
        Assert.Equal(!installed, room.TestRuns[^1].EndsWith("--filter (Category!=Long)&(Needs!=jq)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("test --yes", true)]
    [InlineData("test --no-install", false)]
    public async Task Who_said_it_before_is_not_asked(string command, bool installed)
    {
        var (code, screen) = await OnTerminal(command, "");

        Assert.Equal(0, code);
        Assert.DoesNotContain("[Y/n]", screen, StringComparison.Ordinal);
        Assert.Equal(installed, Installed);
    }

    [Fact]
    public async Task Where_nothing_is_missing_nothing_is_asked()
    {
        room.Have("jq");

        Assert.DoesNotContain("[Y/n]", (await OnTerminal("test", "")).Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sudo_may_ask_for_a_password()
    {
        room.Environment["FAKE_UID"] = "1000";
        room.HaveSudo();

        var (_, screen) = await OnTerminal("test", "y\n");

        Assert.Contains("  sudo apt-get install --no-install-recommends jq\r\n", screen, StringComparison.Ordinal);
        Assert.Equal("sudo apt-get update -qq", room.Calls[0]);
        Assert.True(Installed);
    }

    [Fact]
    public async Task Progress_is_overwritten()
    {
        var (_, screen) = await OnTerminal("build", "");

        Assert.StartsWith("building basecamp (first build: about a minute) ...\r", screen, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', screen);
    }

    public void Dispose() => room.Dispose();

    async Task<(int Code, string Screen)> OnTerminal(string command, string typed)
    {
        var (code, screen, _) = await room.Start(new ProcessStartInfo("script", ["-qec", $"\"$FAKE_ROOT/basecamp\" {command}", "/dev/null"]), typed);
        return (code, screen);
    }
}
