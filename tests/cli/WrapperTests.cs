using System.Diagnostics;

namespace Basecamp.Cli.Tests;

/// <summary>Runs ./basecamp in a copy of the repository's outline whose path has blanks, with a dotnet that only takes notes.</summary>
public sealed class WrapperTests : IDisposable
{
    const string FakeDotnet =
        """
        #!/usr/bin/env bash
        root=$FAKE_ROOT
        case $1 in
          --list-sdks) printf '%s\n' "${FAKE_SDKS-10.0.401 [/usr/share/dotnet/sdk]}" ;;
          build)
            echo "build $(basename "$2")" >>"$root/calls"
            [[ -z ${FAKE_BROKEN:-} ]] || { echo "Thing.cs(1,1): error CS1002: ; expected"; exit 1; }
            dll=$root/artifacts/standin/bin/Basecamp.Cli/release/basecamp.dll
            mkdir -p "$(dirname "$dll")" && touch "$dll" ;;
          test)
            shift; echo "test $*" >>"$root/calls"
            name=$(basename "$1" .csproj); failed=0
            while [[ $1 != --results-directory ]]; do shift; done
            [[ $name != *Two* ]] || failed=${FAKE_FAILED:-0}
            [[ $name != *Two* || -z ${FAKE_CRASH:-} ]] || exit 134
            printf '<Counters total="9" executed="9" passed="%d" failed="%d" />\n' $((9 - failed)) "$failed" >"$2/$name.trx"
            exit $((failed > 0)) ;;
          *) echo "run $(basename "$1") ${*:2}"; exit 7 ;;
        esac
        """;

    readonly string root = Directory.CreateTempSubdirectory("basecamp wrapper ").FullName;
    readonly Dictionary<string, string> environment = [];

    public WrapperTests()
    {
        Write("cli/Program.cs", "");
        Write("Directory.Build.props", "");
        Write("global.json", "");
        Write("Basecamp.slnx", """
            <Solution>
              <Project Path="cli/Basecamp.Cli.csproj" />
              <Project Path="tests/one/Basecamp.One.Tests.csproj" />
              <Project Path="tests/two/Basecamp.Two.Tests.csproj" />
            </Solution>
            """);
        File.Copy(Path.Combine(RealProcess.RepositoryRoot, "basecamp"), Path.Combine(root, "basecamp"));
        // A copy is executable like its original, whatever is written into it.
        Directory.CreateDirectory(Path.Combine(root, "bin"));
        File.Copy(Path.Combine(root, "basecamp"), Path.Combine(root, "bin/dotnet"));
        Write("bin/dotnet", FakeDotnet);
        Age();
    }

    string[] Calls => File.Exists(Path.Combine(root, "calls")) ? File.ReadAllLines(Path.Combine(root, "calls")) : [];

    [Fact]
    public async Task Builds_once_and_hands_over_arguments_and_exit_code()
    {
        var first = await Run("preview", "--stack", "lab");
        var second = await Run("render", "--out", "a b");

        Assert.Equal(["build Basecamp.Cli.csproj"], Calls);
        Assert.Equal((7, "run basecamp.dll preview --stack lab\n"), (first.Code, first.Output));
        Assert.Equal((7, "run basecamp.dll render --out a b\n"), (second.Code, second.Output));
    }

    [Theory]
    [InlineData("cli/New.cs")]
    [InlineData("cli/Program.cs")]
    [InlineData("Directory.Build.props")]
    public async Task Builds_again_when_a_source_is_newer(string source)
    {
        await Run("preview");
        var stamp = Path.Combine(root, "artifacts/standin/bin/Basecamp.Cli/release/basecamp.dll.stamp");
        File.SetLastWriteTimeUtc(stamp, DateTime.UtcNow.AddMinutes(-2));
        Write(source, "changed");

        await Run("preview");

        Assert.Equal(2, Calls.Length);
    }

    [Fact]
    public async Task A_failed_build_shows_the_errors_and_is_tried_again()
    {
        environment["FAKE_BROKEN"] = "1";
        var broken = await Run("preview");
        environment.Remove("FAKE_BROKEN");
        var mended = await Run("preview");

        Assert.Equal(3, broken.Code);
        Assert.Equal("Thing.cs(1,1): error CS1002: ; expected\nbasecamp: the build failed\n", broken.Error);
        Assert.Equal(7, mended.Code);
    }

    [Fact]
    public async Task Names_the_SDK_that_is_missing()
    {
        environment["FAKE_SDKS"] = "8.0.100 [/usr/share/dotnet/sdk]";

        var result = await Run("preview");

        Assert.Equal(3, result.Code);
        Assert.StartsWith("basecamp: the .NET SDK 10 is needed, found: 8.0.100.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sums_up_the_tests_in_its_last_line()
    {
        var result = await Run("test", "--filter", "Name~x");

        Assert.Equal(0, result.Code);
        Assert.Equal(
            """
            Basecamp.One.Tests                   9 passed     0 failed
            Basecamp.Two.Tests                   9 passed     0 failed
            18 passed, 0 failed

            """, result.Output);
        Assert.EndsWith("--filter Name~x", Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_results_where_CI_wants_them()
    {
        environment["BASECAMP_TEST_RESULTS"] = Path.Combine(root, "kept results");

        var result = await Run("test");

        Assert.Equal(0, result.Code);
        Assert.Equal(["Basecamp.One.Tests.trx", "Basecamp.Two.Tests.trx"],
            Directory.GetFiles(Path.Combine(root, "kept results"), "*.trx").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Failed_tests_fail_the_command()
    {
        environment["FAKE_FAILED"] = "2";

        var result = await Run("test");

        Assert.Equal(1, result.Code);
        Assert.EndsWith("\n16 passed, 2 failed\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crashed_test_project_fails_the_command()
    {
        environment["FAKE_CRASH"] = "1";

        var result = await Run("test");

        Assert.Equal(1, result.Code);
        Assert.EndsWith("\n9 passed, 1 failed\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Basecamp.Two.Tests did not run to its end", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_it_says_what_there_is()
    {
        var nothing = await Run();
        var help = await Run("--help");

        Assert.Equal((2, 0), (nothing.Code, help.Code));
        Assert.Equal(help.Output, nothing.Output);
        Assert.Contains("  preview ", help.Output, StringComparison.Ordinal);
        Assert.Empty(Calls);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, relative))!);
        File.WriteAllText(Path.Combine(root, relative), text);
    }

    // Files just written would be newer than any build.
    void Age()
    {
        foreach (var entry in Directory.GetFileSystemEntries(root, "*", SearchOption.AllDirectories))
        {
            if (Directory.Exists(entry))
                Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddHours(-1));
            else
                File.SetLastWriteTimeUtc(entry, DateTime.UtcNow.AddHours(-1));
        }
    }

    async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(root, "basecamp"), args)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Path.Combine(root, "bin")}:{start.Environment["PATH"]}";
        start.Environment["FAKE_ROOT"] = root;
        start.Environment["PulumiSdk"] = "standin";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return await RealProcess.RunAsync(start);
    }
}
