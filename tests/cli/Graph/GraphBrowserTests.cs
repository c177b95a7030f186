using Basecamp.Cli.Graph;
using Basecamp.Tests;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Basecamp.Cli.Tests.Graph;

/// <summary>The page in a real Chromium, the one installed on the machine.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "chromium")]
public sealed class GraphBrowserTests
{
    static readonly AxeRunOptions Wcag22Aa = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task A_workload_shows_its_reach_and_the_page_is_accessible(ColorScheme scheme, int width)
    {
        await OnPage(scheme, width, async page =>
        {
            await NoViolation(page, null);
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
            Assert.Equal(width > 800, await page.Locator("#wires path").First.IsVisibleAsync());

            await page.ClickAsync("[data-ns=git] .chip >> text=runner");

            Assert.Equal(
                ["May reach (4)", "git/forgejo", "8080/TCP", "git/git-db", "5432/TCP", "kube-system/coredns", "53/TCP, 53/UDP", "registry-core/zot", "5000/TCP"],
                (await page.Locator("#detail h3.out, #detail h3.out + ul span").AllInnerTextsAsync()));
            Assert.Equal(
                ["forgejo", "git-db", "prometheus"],
                (await page.Locator(".chip.from > span:first-of-type").AllInnerTextsAsync()).Order(StringComparer.Ordinal));
            Assert.Equal("git/runner: may reach 4, may be reached by 3.", await page.InnerTextAsync("#status"));
            await NoViolation(page, "#panel");
        });
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(1000)]
    [InlineData(2000)]
    public async Task No_line_runs_behind_a_card(int width)
    {
        const string hidden = """
            layer => {
              const cards = [...document.querySelectorAll(".map .ns, .map .place, .map .box")].map(card => [card, card.getBoundingClientRect()]);
              const found = new Set();
              for (const path of document.querySelectorAll(`#${layer} path:not(.tip)`)) {
                const at = path.getScreenCTM(), length = path.getTotalLength();
                for (let l = 2; l < length - 2; l += 4) {
                  const p = path.getPointAtLength(l).matrixTransform(at);
                  for (const [card, box] of cards)
                    if (p.x > box.left + 1 && p.x < box.right - 1 && p.y > box.top + 1 && p.y < box.bottom - 1) found.add(card.dataset.ns ?? card.textContent);
                }
              }
              return [...found];
            }
            """;
        await OnPage(ColorScheme.Light, width, async page =>
        {
            Assert.NotEqual(0, await page.Locator("#wires path").CountAsync());
            Assert.Empty(await page.EvaluateAsync<string[]>(hidden, "wires"));

            await page.ClickAsync("[data-ns=git] .chip >> text=runner");

            Assert.NotEqual(0, await page.Locator("#threads path").CountAsync());
            Assert.Empty(await page.EvaluateAsync<string[]>(hidden, "threads"));
        });
    }

    [Fact]
    public async Task The_keyboard_selects_walks_on_and_returns()
    {
        await OnPage(ColorScheme.Light, 1440, async page =>
        {
            await page.FocusAsync("[data-ns=git] .chip[title='Deployment git/runner']");
            await page.Keyboard.PressAsync("Enter");
            Assert.Equal("git/runner", await page.InnerTextAsync("#detail h2"));

            await page.FocusAsync("#detail .peers button:has-text('registry-core/zot')");
            await page.Keyboard.PressAsync("Enter");
            Assert.Equal("registry-core/zot", await page.InnerTextAsync("#detail h2"));

            await page.Keyboard.PressAsync("Escape");
            Assert.True(await page.IsHiddenAsync("#detail"));
            Assert.Equal("StatefulSet registry-core/zot", await page.EvaluateAsync<string>("document.activeElement.title"));
            Assert.Equal(0, await page.Locator(".focus").CountAsync());
        });
    }

    [Fact]
    public async Task A_namespace_is_the_sum_of_its_workloads()
    {
        await OnPage(ColorScheme.Light, 1440, async page =>
        {
            await page.ClickAsync("[data-ns=tracing-core] h3 button");

            Assert.Equal("tracing-core", await page.InnerTextAsync("#detail h2"));
            Assert.Equal(["coredns", "garage"], (await page.Locator(".chip.to > span:first-of-type").AllInnerTextsAsync()).Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public async Task What_only_a_chart_knows_is_marked_and_says_so_with_its_services()
    {
        await OnPage(ColorScheme.Light, 1440, async page =>
        {
            Assert.Equal(["hubble-relay"], await page.Locator(".chip.extra > span:first-of-type").AllInnerTextsAsync());
            Assert.Equal("dashed", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.chip.extra')).borderTopStyle"));

            await page.ClickAsync(".chip.extra");

            Assert.Equal(
                ["Deployment ×1", "listens on 8080/TCP http", "Service hubble-relay: 80 → 8080/TCP", "Service hubble-relay-metrics (headless): 8080/TCP",
                    "its chart brings it, and no component declares it"],
                await page.Locator("#detail > p").AllInnerTextsAsync());
            await NoViolation(page, "#panel");

            await page.ClickAsync("[data-ns=monitoring-core] .chip >> text=prometheus");

            Assert.Contains("made by an operator, not by the chart itself", await page.Locator("#detail > p").AllInnerTextsAsync());
        });
    }

    [Fact]
    public async Task Without_scripts_the_table_has_everything()
    {
        await OnPage(ColorScheme.Light, 1440, async page =>
        {
            await page.ClickAsync("summary");

            Assert.Equal(BigPlatform.Model.Paths.Count, await page.Locator("tbody tr:visible").CountAsync());
        }, javaScript: false);
    }

    static async Task OnPage(ColorScheme scheme, int width, Func<IPage, Task> visit, bool javaScript = true)
    {
        using var cli = new Cli();
        cli.Write("page.html", GraphPage.Write(BigPlatform.Model));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = InstalledChromium.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = javaScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        page.SetDefaultTimeout(60_000);
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => { if (!request.Url.StartsWith("file:", StringComparison.Ordinal)) complaints.Add(request.Url); };
        await page.GotoAsync($"file://{cli.Path("page.html")}");

        await visit(page);

        Assert.Empty(complaints);
    }

    static async Task NoViolation(IPage page, string? part)
    {
        var result = part is null ? await page.RunAxe(Wcag22Aa) : await page.RunAxe(new AxeRunContext { Include = [new AxeSelector(part)] }, Wcag22Aa);
        Assert.Empty(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id} {violation.Help}: {node.Html}")));
    }
}
