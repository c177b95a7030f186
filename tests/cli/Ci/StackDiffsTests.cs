using System.Text;

namespace Basecamp.Cli.Tests.Ci;

/// <summary>ci/stack-diffs.sh with a ./basecamp that answers what answers/STACK and codes/STACK say.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "git")]
public sealed class StackDiffsTests : IDisposable
{
    const string Basecamp =
        """
        [[ -z ${FAKE_NO_CHARTS:-} || $* != *--charts* ]] || { echo "vendor/charts/web.tgz is missing" >&2; exit 1; }
        while [[ $1 != --stack ]]; do shift; done
        [[ ! -f $FAKES/errors/$2 ]] || cat "$FAKES/errors/$2" >&2
        [[ ! -f $FAKES/answers/$2 ]] || cat "$FAKES/answers/$2"
        exit "$(cat "$FAKES/codes/$2" 2>/dev/null || echo 1)"
        """;

    readonly ScriptRoom room = new();

    public StackDiffsTests() => room.Provide("work/basecamp", Basecamp);

    string Markdown => File.ReadAllText(room.Work("out/diff.md"));

    [Fact]
    public async Task Every_stack_is_compared_with_the_base_and_what_does_not_change_is_one_line()
    {
        Stack("dev", code: 0);
        Stack("ha", "**2 objects changed**\n");
        Stack("lab", code: 0);
        await room.Commit();

        var result = await Run();

        Assert.Equal(0, result.Code);
        Assert.Equal("## Stack `ha`\n\n**2 objects changed**\n\nUnchanged: `dev`, `lab`\n\n", Markdown);
        Assert.Equal(["dev", "ha", "lab"], room.Calls.Select(call => call.Split(' ')[3]));
        Assert.All(room.Calls, call => Assert.Matches(@"^basecamp diff --stack \w+ --base HEAD --format markdown --max-bytes \d+ --fail-on change$", call));
    }

    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(false, true, true, false)]
    [InlineData(true, false, true, false)]
    [InlineData(true, true, false, false)]
    public async Task Charts_are_looked_into_where_both_sides_have_them_and_there_is_Helm(bool before, bool after, bool helm, bool looked)
    {
        Stack("ha", "**2 objects changed**\n");
        if (helm)
            room.Provide("bin/my-helm", "");
        room.Variables["BASECAMP_HELM"] = helm ? room.At("bin/my-helm") : room.At("bin/none");
        if (before)
            Vendor();
        await room.Commit();
        if (after)
            Vendor();
        else
            Directory.Delete(room.Work("vendor"), recursive: true);

        Assert.Equal(0, (await Run()).Code);
        Assert.Equal(looked, Assert.Single(room.Calls).Contains(" --charts ", StringComparison.Ordinal));
        Assert.DoesNotContain("could not be compared", Markdown, StringComparison.Ordinal);
        Assert.Equal(before && after && !helm, Markdown.Contains("Helm is not there, so what charts render to was not compared.\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "**2 objects changed**\n")]
    [InlineData(0, "")]
    public async Task Charts_that_cannot_be_looked_into_are_said_and_hide_nothing_else(int code, string answer)
    {
        Stack("ha", answer, code);
        room.Provide("bin/my-helm", "");
        (room.Variables["BASECAMP_HELM"], room.Variables["FAKE_NO_CHARTS"]) = (room.At("bin/my-helm"), "1");
        Vendor();
        await room.Commit();

        var result = await Run();

        Assert.Equal(0, result.Code);
        Assert.Contains("vendor/charts/web.tgz is missing", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("## Stack `ha`\n\nWhat charts render to could not be compared; ", Markdown, StringComparison.Ordinal);
        Assert.Contains(answer, Markdown, StringComparison.Ordinal);
        Assert.Equal([true, false], room.Calls.Select(call => call.Contains("--charts", StringComparison.Ordinal)));
    }

    void Vendor()
    {
        room.Write("work/vendor/charts.lock", "");
        room.Write("work/vendor/charts/web-1.0.0.tgz", "");
    }

    [Fact]
    public async Task A_stack_that_cannot_be_compared_is_said_and_the_others_still_are()
    {
        Stack("broken", code: 3);
        room.Write("errors/broken", "the build failed\n```````````````` # out of the fence\n\u001b[31mred\n");
        Stack("ha", "**1 object changed**\n");
        await room.Commit();

        var result = await Run();

        Assert.Equal(1, result.Code);
        Assert.Contains("the build failed", result.Error, StringComparison.Ordinal);
        Assert.Contains("`./basecamp diff --stack broken` ended with 3.", Markdown, StringComparison.Ordinal);
        Assert.Contains("**1 object changed**", Markdown, StringComparison.Ordinal);
        Assert.Equal(2, Markdown.Split(new string('`', 12)).Length - 1);
        Assert.DoesNotContain('\u001b', Markdown);
    }

    [Fact]
    public async Task A_stack_that_is_not_fit_is_not_taken_for_a_diff()
    {
        Stack("ha", "", code: 1);
        room.Write("errors/ha", "1 problem in the configuration\n");
        await room.Commit();

        Assert.Equal(1, (await Run()).Code);
        Assert.Contains("1 problem in the configuration", Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_stays_below_its_limit_however_many_stacks_there_are()
    {
        for (var number = 1; number <= 40; number++)
            Stack($"stack-{number:00}", new string('x', 1900) + "\n");
        await room.Commit();

        var result = await Run("--max-bytes", "20000");

        Assert.Equal(0, result.Code);
        Assert.InRange(Encoding.UTF8.GetByteCount(Markdown), 2000, 20000);
        Assert.Contains("Left out, because it would be too long: ", Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diff_that_is_longer_than_asked_for_is_left_out_whole()
    {
        Stack("ha", new string('x', 70_000) + "\n");
        Stack("lab", "**1 object changed**\n");
        await room.Commit();

        Assert.Equal(0, (await Run()).Code);
        Assert.Contains("too long: `ha`", Markdown, StringComparison.Ordinal);
        Assert.Contains("**1 object changed**", Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Room_that_one_stack_leaves_is_the_next_ones()
    {
        Stack("a", "short\n");
        Stack("b", "short\n");
        await room.Commit();

        await Run("--max-bytes", "10000");

        var shares = room.Calls.Select(call => int.Parse(call.Split(' ')[9], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(shares[1] > shares[0] * 1.5, string.Join(' ', shares));
    }

    [Fact]
    public async Task A_removed_stack_is_named()
    {
        Stack("old", "");
        await room.Commit();
        File.Delete(room.Work("Pulumi.old.yaml"));

        Assert.Equal(0, (await Run()).Code);
        Assert.Empty(room.Calls);
        Assert.Contains("destroys nothing by itself; what it deployed stays: `old`", Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_stack_it_says_so()
    {
        await room.Commit();

        Assert.Equal(0, (await Run()).Code);
        Assert.StartsWith("There is no stack file", Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_name_never_becomes_an_option_or_a_command()
    {
        room.Write("work/Pulumi.--config=x.yaml", "");
        room.Write("work/Pulumi.$(touch pwned).yaml", "");
        Stack("ok", code: 0);
        await room.Commit();

        Assert.Equal(0, (await Run()).Code);
        Assert.Single(room.Calls);
        Assert.False(File.Exists(room.Work("pwned")));
        Assert.Equal("Unchanged: `ok`\n\n", Markdown);
    }

    [Theory]
    [InlineData("--base", "nothing-like-it", "--out", "x.md")]
    [InlineData("--base", "--version", "--out", "x.md")]
    [InlineData("--base", "HEAD")]
    [InlineData("--base", "HEAD", "--out", "x.md", "--max-bytes", "100")]
    [InlineData("--base", "HEAD", "--out", "x.md", "--max-bytes", "$(id)")]
    [InlineData("--wrong")]
    public async Task A_wrong_command_line_is_refused(params string[] args)
    {
        Stack("ha", "x");
        await room.Commit();

        var result = await room.Run("stack-diffs.sh", args);

        Assert.Equal(2, result.Code);
        Assert.StartsWith("stack-diffs: ", result.Error, StringComparison.Ordinal);
        Assert.Empty(room.Calls);
    }

    public void Dispose() => room.Dispose();

    Task<(int Code, string Output, string Error)> Run(params string[] more) => room.Run("stack-diffs.sh", ["--base", "HEAD", "--out", "out/diff.md", .. more]);

    void Stack(string name, string answer = "", int code = 1)
    {
        room.Write($"work/Pulumi.{name}.yaml", "config: {}\n");
        room.Write($"answers/{name}", answer);
        room.Write($"codes/{name}", $"{code}\n");
    }
}
