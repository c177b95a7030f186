using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Basecamp.Triage.Tests.Schema;

/// <summary>Values reach SQL as parameters. The source itself is looked at, since one slip would be enough.</summary>
public sealed partial class SqlTextTests
{
    [Fact]
    public void No_statement_is_put_together_from_values()
    {
        var root = Path.Combine(Path.GetDirectoryName(Here())!, "../../../../apps/triage");
        var interpolated = Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Interpolated().Matches(File.ReadAllText(file)).Select(m => (File: Path.GetFileName(file), m.Value)))
            // The compiler lets only constants into a constant.
            .Where(found => !found.Value.StartsWith("const string", StringComparison.Ordinal));
        Assert.Empty(interpolated);
    }

    static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex("""(const string \w+ = )?\$"{1,3}\s*(select|insert|update|delete|with|create|alter)\s""", RegexOptions.IgnoreCase)]
    private static partial Regex Interpolated();
}
