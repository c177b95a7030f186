using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Basecamp.Cli.Graph;

namespace Basecamp.Cli.Tests.Graph;

public class GraphPageTests
{
    const string Hostile = "</script><img src=x onerror=alert(1)>\"'&{{<!--";

    static readonly string Big = GraphPage.Write(BigPlatform.Model);

    static GraphModel Small(string name, params GraphPath[] paths) => new(
        name,
        new(name, name, name, name, name, [name], [name], [new(name, true, name, name), new("agent", false, null, null)]),
        [new(name, GraphTier.Apps, [new("a/x", name, name, 2, [name]), new("a/y", "y", "DaemonSet", null, [])])],
        [new("internet", name, GraphPlaceKind.Outside)],
        paths,
        [name]);

    [Fact]
    public void The_same_model_gives_the_same_text() => Assert.Equal(Big, GraphPage.Write(BigPlatform.Model));

    [Fact]
    public void Every_namespace_and_workload_is_there_once()
    {
        Assert.Equal(
            BigPlatform.Model.Namespaces.Select(ns => ns.Name).Order(StringComparer.Ordinal),
            Texts(Big, """<section class="ns[^"]*" data-ns="(.*?)">""").Order(StringComparer.Ordinal));
        Assert.Equal(
            BigPlatform.Model.Namespaces.SelectMany(ns => ns.Workloads).Select(workload => $"{workload.Kind} {workload.Id}").Order(StringComparer.Ordinal),
            Texts(Big, """data-ports="[^"]*" title="([^",]*)""").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_path_is_in_the_table_and_in_the_data()
    {
        var rows = Texts(Big, "<tr><td>(.*?)</td></tr>");
        Assert.Equal(BigPlatform.Model.Paths.Count, rows.Count);
        Assert.Contains("shop/api</td><td>tracing-core/otel-collector</td><td>4317/TCP", rows);

        using var data = JsonDocument.Parse(Texts(Big, """<script type="application/json" id="data">(.*?)</script>""").Single());
        Assert.Equal(BigPlatform.Model.Paths.Select(path => path.Ports),
            data.RootElement.GetProperty("paths").EnumerateArray().Select(path => path[2].GetString()));
    }

    [Fact]
    public void Names_are_only_ever_text()
    {
        var page = GraphPage.Write(Small(Hostile, new("a/x", "a/y", Hostile), new("internet", "a/x", Hostile)));

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        // The ends of data and program, and none that a name brought along.
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.Contains(WebUtility.HtmlEncode(Hostile), page, StringComparison.Ordinal);
        using var data = JsonDocument.Parse(Texts(page, """<script type="application/json" id="data">(.*?)</script>""").Single());
        Assert.Equal(Hostile, data.RootElement.GetProperty("paths")[0][2].GetString());
    }

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        Assert.DoesNotMatch("""https?://""", Big);
        Assert.DoesNotMatch("""(?i)\s(?:src|srcset|data|action|ping)=""", Big);
        Assert.DoesNotMatch("""(?i)url\(|@import|fetch\(|XMLHttpRequest|WebSocket|import\(""", Big);
        Assert.All(Texts(Big, """href="([^"]*)"""), target => Assert.StartsWith("#", target, StringComparison.Ordinal));
        Assert.Contains("default-src &#39;none&#39;", Big, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_symbol_that_is_used_exists()
    {
        var defined = Texts(Big, """<symbol id="([^"]*)""");

        Assert.All(Texts(Big, """<use href="#([^"]*)"""), used => Assert.Contains(used, defined));
    }

    [Fact]
    public void An_empty_stack_is_still_a_page()
    {
        var page = GraphPage.Write(new("empty", null, [], [], [], []));

        Assert.Contains("0 namespaces · 0 workloads · 0 allowed paths", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Not shown", page, StringComparison.Ordinal);
    }

    static List<string> Texts(string page, string pattern) =>
        [.. Regex.Matches(page, pattern).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];
}
