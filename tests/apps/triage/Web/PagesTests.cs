using System.Net;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Web;

/// <summary>The pages without JavaScript, as a person uses them.</summary>
[Trait("Needs", "postgresql")]
public sealed class PagesTests : IAsyncLifetime
{
    Rig rig = null!;
    Browser anna = null!;

    public async Task InitializeAsync()
    {
        rig = await Rig.Start();
        anna = await Browser.SignedIn(rig);
    }

    public async Task DisposeAsync()
    {
        anna.Dispose();
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task The_open_page_shows_who_is_paged_and_who_is_next_and_when()
    {
        await rig.Fire("g");
        await rig.Tick();
        await anna.Get("/");
        var card = anna.Page.QuerySelector(".card")!;
        Assert.Equal("Down: f1 is down", card.QuerySelector("h2")!.TextContent.Trim());
        Assert.Equal("Anna webhook sent just now", Squeeze(card.QuerySelectorAll("dd")[0].TextContent));
        Assert.Equal("Ben in 5:00 step 2 of 2", Squeeze(card.QuerySelectorAll("dd")[1].TextContent));
        Assert.Equal("1 open · you are on call until Mon 8 Jun 10:00 Europe/Berlin", anna.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal("2026-06-01T12:05:00Z", card.QuerySelector("[data-countdown]")!.GetAttribute("datetime"));
    }

    static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task Acknowledging_from_the_list_comes_back_to_it_and_says_so()
    {
        await rig.Fire("g");
        await rig.Tick();
        await anna.Get("/");
        await anna.Submit(".card form");
        Assert.Equal("Acknowledged by Anna.", anna.Page.QuerySelector(".banner:not([hidden])")!.TextContent);
        Assert.Null(anna.Page.QuerySelector(".card form"));
        Assert.Contains("paging starts again in 30:00", anna.Text, StringComparison.Ordinal);
        await anna.Get("/");
        Assert.Null(anna.Page.QuerySelector(".banner:not([hidden])"));
    }

    [Fact]
    public async Task Every_action_of_the_incident_page_works_as_a_plain_form()
    {
        var id = await rig.Fire("g");
        await rig.Tick();
        await anna.Get($"/incidents/{id}");
        await anna.Submit("form[action$='/notes']", ("text", "looking <b>at</b> it"));
        Assert.Contains("Anna: looking <b>at</b> it", anna.Text, StringComparison.Ordinal);
        await anna.Submit("form[action$='/escalate']");
        Assert.Contains("Escalated by Anna.", anna.Text, StringComparison.Ordinal);
        await anna.Submit("form[action$='/snooze']", ("seconds", "3600"));
        Assert.Contains("Snoozed by Anna.", anna.Text, StringComparison.Ordinal);
        await anna.Submit("form[action$='/reassign']", ("to", "ben"));
        Assert.Contains("Reassigned to Ben by Anna.", anna.Text, StringComparison.Ordinal);
        await anna.Submit("form[action$='/resolve']");
        Assert.Contains("still fire at the source", anna.Text, StringComparison.Ordinal);
        Assert.Null(anna.Page.QuerySelector(".actions"));
        await anna.Get("/history?q=DOWN");
        Assert.Single(anna.Page.QuerySelectorAll("tbody tr"));
        await anna.Get("/history?q=other");
        Assert.Empty(anna.Page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Standing_in_for_somebody_changes_the_calendar_and_a_second_time_is_refused()
    {
        (string, string)[] swap = [("in", "ben"), ("out", "anna"), ("from", "2026-06-01T12:00"), ("until", "2026-06-02T12:00")];
        await anna.Get("/on-call");
        await anna.Submit("form.stack", swap);
        Assert.Contains("Saved.", anna.Text, StringComparison.Ordinal);
        Assert.Equal("Ben", anna.Page.QuerySelector("section p strong")!.TextContent);
        await anna.Submit("form.stack", swap);
        Assert.Contains("It overlaps an override for the same person", anna.Text, StringComparison.Ordinal);
        await anna.Submit("form[action$='/remove']");
        Assert.Equal("Anna", anna.Page.QuerySelector("section p strong")!.TextContent);
    }

    [Fact]
    public async Task The_poll_is_answered_204_until_something_changes()
    {
        await rig.Fire("g");
        await anna.Get("/");
        var poll = anna.Page.QuerySelector("#live")!.GetAttribute("hx-get")!;
        Assert.Equal(HttpStatusCode.NoContent, (await anna.Fragment(poll)).Status);
        await rig.Fire("other", fingerprint: "f2");
        var (status, body) = await anna.Fragment(poll);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("<section id=\"live\"", body.TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain("<html", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_sees_everything_and_gets_no_buttons()
    {
        var id = await rig.Fire("g");
        using var chloe = await Browser.SignedIn(rig, "chloe");
        foreach (var path in (string[])["/", $"/incidents/{id}", "/on-call", "/history", "/settings"])
        {
            await chloe.Get(path);
            Assert.Equal(HttpStatusCode.OK, chloe.Status);
            Assert.All(chloe.Page.QuerySelectorAll("form[method=post]"), f => Assert.Equal("/sign-out", f.GetAttribute("action")));
        }
    }

    [Fact]
    public async Task Looking_at_every_page_changes_nothing()
    {
        var id = await rig.Fire("g");
        await rig.Tick();
        const string State = """
            select md5(string_agg(t, '' order by t)) from (
                select i::text as t from incidents i union all select e::text from events e union all select p::text from pages p
                union all select r::text from responders r union all select c::text from config_version c) x
            """;
        var before = await rig.Database.Scalar<string>(State);
        foreach (var path in (string[])["/", "/?mine=true", $"/incidents/{id}", "/on-call", "/history", "/settings", "/sign-in",
            $"/incidents/{id}/ack",
            $"/incidents/{id}/resolve", "/sign-out", "/api/v1/incidents", $"/api/v1/incidents/{id}/events", "/api/v1/keys",
                "/api/v1/config"])
            await anna.Get(path);
        Assert.Equal(before, await rig.Database.Scalar<string>(State));
    }

    [Fact]
    public async Task An_incident_that_is_not_there_is_404()
    {
        await anna.Get("/incidents/4711");
        Assert.Equal((HttpStatusCode.NotFound, true), (anna.Status, anna.Text.Contains("There is no incident 4711.",
            StringComparison.Ordinal)));
    }
}
