using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Web;

/// <summary>What the service is for, in a real browser with the real engine.</summary>
[Trait("Category", "Long")]
[Trait("Needs", "postgresql")]
[Trait("Needs", "chromium")]
public sealed class EndToEndTests
{
    [Fact]
    public async Task An_alert_appears_is_acknowledged_stops_paging_and_is_resolved_by_its_source()
    {
        await using var rig = await Rig.Start(engine: true);
        await rig.Database.RunClock();
        await using var chromium = await Chromium.SignedIn(rig);
        var page = chromium.Page;
        Assert.StartsWith("None open", await page.InnerTextAsync("h1"), StringComparison.Ordinal);

        // It appears by itself: nobody reloads.
        var id = await rig.Fire("g");
        await page.WaitForSelectorAsync($"#incident-{id}");
        await chromium.Becomes("document.querySelector('.card dd').textContent.includes('webhook sent')");
        Assert.Contains("Ben", await page.InnerTextAsync(".card dl div:nth-child(2)"), StringComparison.Ordinal);
        Assert.Single(rig.Sink.Received);

        await page.ClickAsync($"#ack-{id}");
        await page.WaitForSelectorAsync(".card.acknowledged");
        Assert.Equal("Acknowledged by Anna.", await page.InnerTextAsync(".banner:not([hidden])"));

        // The next step would have been due; it does not come.
        await rig.Database.Shift(TimeSpan.FromMinutes(10));
        await rig.Fire("other", fingerprint: "f2");
        await Faults.Eventually.Holds(() => Task.FromResult(rig.Sink.Received.Count == 2), () => "the page of the other incident");
        Assert.Equal(1, rig.Sink.Received.Count(r => r.Incident == id));

        await rig.Fire("g", status: "resolved");
        await page.WaitForSelectorAsync($"#incident-{id}", new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        Assert.Empty(chromium.Complaints);
    }

    [Fact]
    public async Task The_countdown_counts_and_losing_the_server_shows()
    {
        await using var rig = await Rig.Start();
        await rig.Fire("g");
        await rig.Tick();
        await using var chromium = await Chromium.SignedIn(rig);
        var before = await chromium.Page.InnerTextAsync("[data-countdown]");
        await chromium.Becomes($"document.querySelector('[data-countdown]').textContent !== '{before}'");
        await chromium.Page.RouteAsync("**/?v=*", route => route.AbortAsync());
        await chromium.Page.WaitForSelectorAsync("#stale:not([hidden])");
    }
}
