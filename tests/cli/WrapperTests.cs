namespace Basecamp.Cli.Tests;

/// <summary>./basecamp itself; what it does about missing tools is in <see cref="MissingToolsTests"/>.</summary>
public sealed class WrapperTests : IDisposable
{
    readonly WrapperRoom room = new();

    [Fact]
    public async Task Builds_once_and_hands_over_arguments_and_exit_code()
    {
        var first = await room.Run("preview", "--stack", "lab");
        var second = await room.Run("render", "--out", "a b");

        Assert.Equal(["build Basecamp.Cli.csproj"], room.Calls);
        Assert.Equal((7, "run basecamp.dll preview --stack lab\n"), (first.Code, first.Output));
        Assert.Equal((7, "run basecamp.dll render --out a b\n"), (second.Code, second.Output));
    }

    [Theory]
    [InlineData("cli/New.cs")]
    [InlineData("cli/Program.cs")]
    [InlineData("Directory.Build.props")]
    public async Task Builds_again_when_a_source_is_newer(string source)
    {
        await room.Run("preview");
        var stamp = room.At("artifacts/standin/bin/Basecamp.Cli/release/basecamp.dll.stamp");
        File.SetLastWriteTimeUtc(stamp, DateTime.UtcNow.AddMinutes(-2));
        room.Write(source, "changed");

        await room.Run("preview");

        Assert.Equal(2, room.Calls.Length);
    }

    [Fact]
    public async Task A_failed_build_shows_the_errors_and_is_tried_again()
    {
        room.Environment["FAKE_BROKEN"] = "1";
        var broken = await room.Run("preview");
        room.Environment.Remove("FAKE_BROKEN");
        var mended = await room.Run("preview");

        Assert.Equal(3, broken.Code);
        Assert.Equal(
            "building basecamp (first build: about a minute) ...\nThing.cs(1,1): error CS1002: ; expected\nbasecamp: the build failed\n", broken.Error);
        Assert.Equal(7, mended.Code);
    }

    [Fact]
    public async Task A_build_says_so_in_a_pipe_too_and_what_is_built_says_nothing()
    {
        var first = await room.Run("preview");
        var second = await room.Run("preview");
        var asked = await room.Run("build");

        Assert.Equal("building basecamp (first build: about a minute) ...\n", first.Error);
        Assert.Equal("", second.Error);
        Assert.Equal((0, "", "building basecamp ...\n"), asked);
    }

    [Fact]
    public async Task Names_the_SDK_that_is_missing()
    {
        room.Environment["FAKE_SDKS"] = "8.0.100 [/usr/share/dotnet/sdk]";

        var result = await room.Run("preview");

        Assert.Equal(3, result.Code);
        Assert.StartsWith("basecamp: the .NET SDK 10 is needed, found: 8.0.100.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sums_up_the_tests_in_its_last_line()
    {
        var result = await room.Run("test", "--filter", "Name~x");

        Assert.Equal(0, result.Code);
        Assert.Equal(
            """
            Basecamp.One.Tests                   9 passed     0 failed
            Basecamp.Two.Tests                   9 passed     0 failed
            18 passed, 0 failed

            """, result.Output);
        Assert.EndsWith("--filter Name~x", room.TestRuns[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "--filter Category!=Long", "long tests were not run; './basecamp test --all' runs them, too\n18 passed, 0 failed\n")]
    [InlineData("--all", null, "18 passed, 0 failed\n")]
    [InlineData("-a", null, "18 passed, 0 failed\n")]
    [InlineData("--filter Scripts", "--filter Scripts", "18 passed, 0 failed\n")]
    public async Task Leaves_out_long_tests_unless_all_or_some_are_asked_for(string args, string? filter, string end)
    {
        var result = await room.Run(["test", .. args.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(0, result.Code);
        Assert.EndsWith($"failed\n{end}", result.Output, StringComparison.Ordinal);
        Assert.All(room.TestRuns, call =>
            Assert.Equal(filter, call.IndexOf("--filter", StringComparison.Ordinal) is var at and >= 0 ? call[at..] : null));
    }

    [Fact]
    public async Task All_and_some_exclude_each_other()
    {
        var result = await room.Run("test", "--all", "--filter", "Scripts");

        Assert.Equal(2, result.Code);
        Assert.StartsWith("'--all' and '--filter' exclude each other.", result.Error, StringComparison.Ordinal);
        Assert.Empty(room.Calls);
    }

    [Fact]
    public async Task Results_that_an_earlier_run_left_are_replaced()
    {
        room.Environment["BASECAMP_TEST_RESULTS"] = room.At("kept");
        room.Write("kept/Basecamp.One.Tests.taken/x", "");
        room.Write("kept/Basecamp.One.Tests.status", "1");

        var result = await room.Run("test");

        Assert.EndsWith("\n18 passed, 0 failed\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(["Basecamp.One.Tests.trx", "Basecamp.Two.Tests.trx", "log"], Directory.GetFileSystemEntries(room.At("kept")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keeps_the_results_where_CI_wants_them()
    {
        room.Environment["BASECAMP_TEST_RESULTS"] = room.At("kept results");

        var result = await room.Run("test");

        Assert.Equal(0, result.Code);
        Assert.Equal(["Basecamp.One.Tests.trx", "Basecamp.Two.Tests.trx"],
            Directory.GetFiles(room.At("kept results"), "*.trx").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Failed_tests_fail_the_command()
    {
        room.Environment["FAKE_FAILED"] = "2";

        var result = await room.Run("test");

        Assert.Equal(1, result.Code);
        Assert.EndsWith("\n16 passed, 2 failed\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("134")]
    [InlineData("0")]
    public async Task A_test_project_that_ends_without_results_fails_the_command(string status)
    {
        room.Environment["FAKE_CRASH"] = status;

        var result = await room.Run("test");

        Assert.Equal(1, result.Code);
        Assert.EndsWith("\n9 passed, 1 failed\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Basecamp.Two.Tests did not run to its end", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_selects_nothing_in_a_project_is_fine()
    {
        room.Environment["FAKE_NO_MATCH"] = "1";

        var result = await room.Run("test", "--filter", "Name~x");

        Assert.Equal(0, result.Code);
        Assert.EndsWith("\n9 passed, 0 failed\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_it_says_what_there_is()
    {
        var nothing = await room.Run();
        var help = await room.Run("--help");

        Assert.Equal((2, 0), (nothing.Code, help.Code));
        Assert.Equal(help.Output, nothing.Output);
        Assert.Contains("  preview ", help.Output, StringComparison.Ordinal);
        Assert.Empty(room.Calls);
    }

    // The program guesses what a misspelt command was meant to be, and some are the script's alone.
    [Fact]
    public async Task The_program_knows_every_command_of_the_script()
    {
        var listed = (await room.Run("help")).Output.Split('\n')
            .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Length > 2 && line[2] != ' ').Select(line => line.Split(' ')[2]);

        Assert.Equal(
            listed.Order(StringComparer.Ordinal),
            BasecampCli.Root(new() { Output = TextWriter.Null, Error = TextWriter.Null, Directory = "/" }).Subcommands.Select(command => command.Name)
                .Concat(UsageError.OfTheWrapper).Except(["help"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("test", "--help")]
    [InlineData("test", "-h")]
    [InlineData("test", "--filter", "x", "--help")]
    [InlineData("bench", "--help")]
    [InlineData("build", "--help")]
    public async Task A_command_explains_itself_and_does_nothing(params string[] args)
    {
        var result = await room.Run(args);

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.StartsWith($"Usage: ./basecamp {args[0]}", result.Output, StringComparison.Ordinal);
        Assert.Empty(room.Calls);
    }

    [Theory]
    [InlineData("Unknown argument 'now'.", "build", "now")]
    [InlineData("'many' is not a number of runs.", "bench", "many")]
    [InlineData("Unknown argument '4'.", "bench", "3", "4")]
    [InlineData("Unknown argument 'Scripts'. Did you mean '--filter Scripts'?", "test", "Scripts")]
    [InlineData("'--filter' needs an expression.", "test", "--filter")]
    [InlineData("'--filter' can be given once; join expressions with & and |.", "test", "--filter", "a", "--filter=b")]
    public async Task A_wrong_command_line_is_explained(string message, params string[] args)
    {
        var result = await room.Run(args);

        Assert.Equal((2, "", $"{message}\nRun './basecamp {args[0]} --help' for the options.\n"), result);
        Assert.Empty(room.Calls);
    }

    public void Dispose() => room.Dispose();
}
