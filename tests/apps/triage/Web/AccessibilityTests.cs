using Basecamp.Triage.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Basecamp.Triage.Tests.Web;

/// <summary>WCAG 2.2 AA by axe in both themes, on a phone and on a desk, plus what axe cannot see.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
[Trait("Needs", "chromium")]
public sealed class AccessibilityTests
{
    static readonly AxeRunOptions Wcag22Aa = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task No_page_violates_it_in_either_theme(int width)
    {
        await using var rig = await Rig.Start();
        foreach (var (severity, n) in ((string, int)[])[("critical", 1), ("error", 2), ("warning", 3), ("info", 4)])
            await rig.Fire($"g{n}", severity, fingerprint: $"f{n}");
        await rig.Tick();
        await using var chromium = await Chromium.SignedIn(rig, width: width);
        foreach (var path in (string[])["/", "/incidents/1", "/on-call", "/history", "/settings", "/incidents/4711"])
        {
            await chromium.Page.GotoAsync(rig.Url + path);
            // Folded parts count too.
            await chromium.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            await Check(chromium, path);
        }
        await chromium.Page.ClickAsync("text=Sign out");
        await chromium.Page.WaitForSelectorAsync("#login");
        await Check(chromium, "/sign-in");
    }

    static async Task Check(Chromium chromium, string path)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await chromium.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var result = await chromium.Page.RunAxe(Wcag22Aa);
            Assert.Empty(result.Violations.SelectMany(v => v.Nodes.Select(n => $"{path} {scheme}: {v.Id} {v.Help}: {n.Html}")));
        }
        var wide = await chromium.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        Assert.False(wide, $"{path} scrolls sideways");
        var small = await chromium.Page.EvaluateAsync<string[]>("""
            Array.from(document.querySelectorAll('button, summary, nav a'))
                .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))
            """);
        Assert.Empty(small);
    }

    [Fact]
    public async Task Everything_can_be_reached_and_done_with_the_keyboard()
    {
        await using var rig = await Rig.Start();
        var id = await rig.Fire("g");
        await using var chromium = await Chromium.SignedIn(rig);
        for (var i = 0; i < 30; i++)
        {
            await chromium.Page.Keyboard.PressAsync("Tab");
            if (await chromium.Page.EvaluateAsync<string>("document.activeElement.id") == $"ack-{id}")
                break;
        }
        await chromium.Page.Keyboard.PressAsync("Enter");
        await chromium.Page.WaitForSelectorAsync(".card.acknowledged");
    }

    [Fact]
    public async Task Focus_stays_where_it_is_when_the_list_is_refreshed()
    {
        await using var rig = await Rig.Start();
        var id = await rig.Fire("g");
        await using var chromium = await Chromium.SignedIn(rig);
        await chromium.Page.FocusAsync($"#ack-{id}");
        await rig.Fire("g2", fingerprint: "f2");
        await chromium.Becomes("document.querySelectorAll('.card').length === 2");
        Assert.Equal($"ack-{id}", await chromium.Page.EvaluateAsync<string>("document.activeElement.id"));
    }
}
