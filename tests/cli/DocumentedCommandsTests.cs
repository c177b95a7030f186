using System.Globalization;
using System.Text.RegularExpressions;
using Basecamp.Cli.Offline;
using Basecamp.Cli.Recovery.Coverage;
using Basecamp.Cli.Render;
using Basecamp.Cli.StackFiles;
using Basecamp.Testing.Guardrails;

namespace Basecamp.Cli.Tests;

/// <summary>What docs/cli.md lists is what the commands do.</summary>
public sealed partial class DocumentedCommandsTests
{
    static readonly string Page = File.ReadAllText(Path.Combine(RealProcess.RepositoryRoot, "docs/cli.md"));

    [Fact]
    public async Task Every_file_of_a_render_is_in_the_layout_and_every_line_of_the_layout_is_a_file()
    {
        var layout = LayoutLine().Matches(Page.Split("```text\nDIR/\n")[1].Split("```")[0]).SelectMany(line => line.Groups["paths"].Value.Split(", ")).ToList();
        var files = (await Files("dev", null)).Concat(await Files("lab", null)).Concat(await Files("ha", null)).Concat(await Files("ha", "argocd"))
            .Append(RenderDirectory.ListName).Append("Vagrantfile")
            // What charts make of their values needs Helm: ChartRenderTests.
            .Append("charts/platform/loki-system/loki/statefulset-loki-system-loki.yaml").ToHashSet(StringComparer.Ordinal);

        Assert.Equal(8, layout.Count);
        Assert.Equal([], files.Where(file => !layout.Any(line => Pattern(line).IsMatch(file))));
        Assert.Equal([], layout.Where(line => !files.Any(Pattern(line).IsMatch)));
    }

    [Theory]
    [InlineData("homelab/NODE/etc/rancher/k3s/config.yaml", "cp1/etc/rancher/k3s/config.yaml", false)]
    [InlineData("NODE/etc/rancher/k3s/config.yaml", "cp1/etc/rancher/k3s/kubelet.yaml", true)]
    [InlineData("kubernetes/TIER/NAMESPACE/KIND-NAME.yaml", "kubernetes/apps/shop/service-shop.yaml", true)]
    [InlineData("kubernetes/TIER/NAMESPACE/KIND-NAME.yaml", "kubernetes/shop/service-shop.yaml", false)]
    public void A_layout_that_is_not_true_would_be_found(string line, string file, bool isTrue) => Assert.Equal(isTrue, Pattern(line).IsMatch(file));

    [Fact]
    public void The_list_of_guardrails_is_complete()
    {
        var listed = Row().Matches(Page).Select(row => row.Groups["id"].Value);
        // Three need more than a recorded stack: contracts, machines, and the stacks below.
        Assert.Equal(AllGuardrails.All.Select(guardrail => guardrail.Id).Concat(["BC012", "BC013", StackCoverage.Id]).Order(StringComparer.Ordinal), listed);
        var exempted = Exempted().Match(Page);
        var numbers = Enumerable.Range(Number("first"), Number("last") - Number("first") + 1).Append(Number("other"));
        Assert.Equal(AllGuardrails.Manifests.Select(guardrail => guardrail.Id).Order(StringComparer.Ordinal), numbers.Select(number => $"BC{number:000}"));

        int Number(string group) => int.Parse(exempted.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    // Words in capitals stand for any name. Below a machine's name stands any path of the machine.
    static Regex Pattern(string line)
    {
        var pattern = Regex.Replace(Regex.Escape(line), "[A-Z]{4,}", "[^/]+");
        return new($"^{(line.StartsWith("NODE/", StringComparison.Ordinal) ? "[^/]+/(etc|var)/.+" : pattern)}$");
    }

    static async Task<IEnumerable<string>> Files(string stack, string? delivery)
    {
        var file = StackFileReader.Read(RealProcess.RepositoryRoot, stack, null);
        if (delivery is not null)
            file = file with { Config = new Dictionary<string, string>(file.Config) { ["basecamp:delivery"] = delivery } };
        return RenderedTree.Of(await OfflineRun.StartAsync(file, StackProgram.Basecamp, null, default), StackProgram.Basecamp.Files(file.Config)).Files.Keys;
    }

    [GeneratedRegex(@"^  (?<paths>\S+(?:, \S+)*)  ", RegexOptions.Multiline)]
    private static partial Regex LayoutLine();

    [GeneratedRegex(@"^\| (?<id>BC\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"An object states its exemption from BC(?<first>\d+)–BC(?<last>\d+) and BC(?<other>\d+) in an annotation")]
    private static partial Regex Exempted();
}
