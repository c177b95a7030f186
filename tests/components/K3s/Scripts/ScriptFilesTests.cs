using System.Text;
using System.Text.RegularExpressions;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>How the scripts that run on machines are put together.</summary>
public partial class ScriptFilesTests
{
    [Fact]
    public void Every_library_is_used_and_says_what_it_is_for()
    {
        var sources = string.Concat(
            ScriptSource.Names.Select(name => File.ReadAllText(Path.Combine(ScriptSource.Directory, $"{name}.sh"))));
        Assert.All(Directory.GetFiles(Path.Combine(ScriptSource.Directory, "lib"), "*.sh"), path =>
        {
            Assert.Contains($". \"${{BASECAMP_LIB}}/{Path.GetFileName(path)}\"", sources, StringComparison.Ordinal);
            Assert.StartsWith("# shellcheck shell=bash\n# ", File.ReadAllText(path), StringComparison.Ordinal);
        });
    }

    /// <summary>An input that nobody sets is a feature that nobody has; one that no script takes would end the script.</summary>
    [Fact]
    public void Every_input_of_a_script_is_set_by_a_component_and_the_other_way_round()
    {
        var taken = Directory.EnumerateFiles(ScriptSource.Directory, "*.sh", SearchOption.AllDirectories)
            .SelectMany(path => InputLine().Matches(File.ReadAllText(path).Replace("\\\n", " ", StringComparison.Ordinal)))
            .SelectMany(match => match.Groups["names"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(name => name.Split('=')[0]);
        var components = Path.GetFullPath(Path.Combine(ScriptSource.Directory, "../.."));
        var set = Directory.EnumerateFiles(components, "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => SetInput().Matches(File.ReadAllText(path))).Select(match => match.Groups["name"].Value);
        Assert.Equal(set.Distinct().Order(StringComparer.Ordinal), taken.Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^ *input_(required|optional|ignored) (?<names>[^#\n]*)$", RegexOptions.Multiline)]
    private static partial Regex InputLine();

    [GeneratedRegex("""\.With(Optional)?\("(?<name>[A-Z0-9_]+)",""")]
    private static partial Regex SetInput();

    public static TheoryData<string> Scripts() => [.. ScriptSource.Names];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_composed_script_is_complete_and_fits_into_one_argument(string name)
    {
        var text = ScriptSource.Compose(name);
        Assert.DoesNotContain("BASECAMP_LIB", text, StringComparison.Ordinal);
        // Linux takes at most 128 KiB in one argument.
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 100_000);
        Assert.Contains("set -euo pipefail", text, StringComparison.Ordinal);
    }
}
