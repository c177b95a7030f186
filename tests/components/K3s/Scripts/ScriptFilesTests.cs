using System.Text;

namespace Basecamp.Components.Tests.K3s.Scripts;

/// <summary>How the scripts that run on machines are put together.</summary>
public class ScriptFilesTests
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
