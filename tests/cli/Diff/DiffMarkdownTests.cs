using System.Text;
using Basecamp.Cli.Diff.Output;
using static Basecamp.Cli.Tests.Diff.States;

namespace Basecamp.Cli.Tests.Diff;

public sealed class DiffMarkdownTests
{
    static string Maps(int count, string value, int length = 400) => string.Concat(Enumerable.Range(0, count).Select(index =>
        Object("v1", "ConfigMap", $"map-{index}", $"data: {{text: '{value}{new string('ü', length)}'}}")));

    [Theory]
    [InlineData(2_000)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    [InlineData(60_000)]
    public void Fits_and_says_what_it_left_out_while_the_dangerous_stays(int most)
    {
        var claim = Object("v1", "PersistentVolumeClaim", "data", "spec: {}");

        var text = new DiffMarkdown(Compare(Maps(200, "a") + claim, Maps(200, "b")), most).Write();

        Assert.InRange(Encoding.UTF8.GetByteCount(text), most / 4, most);
        Assert.Contains("- **Stateful object removed** (DG001)", text, StringComparison.Ordinal);
        Assert.Contains("`PersistentVolumeClaim shop/data` removed", text, StringComparison.Ordinal);
        Assert.Matches("_To stay below [0-9,]+ bytes: .*objects.*--format text`._\n$", text);
        Assert.Equal(0, text.Split('\n').Count(line => line.StartsWith("```", StringComparison.Ordinal)) % 2);
        Assert.Equal(text.Split("<details>").Length, text.Split("</details>").Length);
    }

    [Fact]
    public void Leaves_nothing_out_when_it_fits()
    {
        var text = new DiffMarkdown(Compare(Maps(3, "a"), Maps(3, "b")), 60_000).Write();

        Assert.DoesNotContain("To stay below", text, StringComparison.Ordinal);
        Assert.Equal(3, text.Split("```diff").Length - 1);
    }

    [Fact]
    public void Findings_that_do_not_fit_are_counted()
    {
        var claims = string.Concat(Enumerable.Range(0, 500).Select(index => Object("v1", "PersistentVolumeClaim", $"data-{index}", "spec: {}")));

        var text = new DiffMarkdown(Compare(claims + Maps(1, "a"), Maps(1, "a")), 10_000).Write();

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 9_000, 10_000);
        Assert.Matches("[0-9]+ findings left out, [0-9]+ objects left out", text);
    }

    [Fact]
    public void Nothing_in_a_manifest_becomes_markup()
    {
        var hostile = Object("v1", "ConfigMap", "'</details>`@team #1 <img src=x>'", "data: {a: \"```\\n````\\n</details>\\u001b[31m\"}");

        var text = new DiffMarkdown(Compare("", hostile), 60_000).Write();

        Assert.Contains("`ConfigMap shop/</details>'@team #1 <img src=x>` added", text, StringComparison.Ordinal);
        Assert.Contains("\n`````diff\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
        Assert.Equal(@"a\*b &lt;i> @".Replace(">", "&gt;") + "\u200bme `x'<y>`", Markdown.Prose("a*b <i> @me `x'<y>`"));
    }
}
