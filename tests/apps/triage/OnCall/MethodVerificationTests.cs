using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;
using Basecamp.Triage.Settings;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.OnCall;

/// <summary>An address counts only after a code that went there came back.</summary>
[Trait("Needs", "postgresql")]
public sealed class MethodVerificationTests : IAsyncLifetime
{
    Rig rig = null!;
    MethodVerification verification = null!;
    long method;
    Actor anna = null!;

    public async Task InitializeAsync()
    {
        rig = await Rig.Start();
        await Apply("anna");
        verification = rig.Get<MethodVerification>();
        method = await rig.Database.Scalar<long>("select m.id from contact_methods m join responders r on r.id = m.responder_id where login = 'anna'");
        anna = new("responder", "Anna", await rig.Database.Scalar<long>("select id from responders where login = 'anna'"));
    }

    public async Task DisposeAsync() => await rig.DisposeAsync();

    // The team, Anna's phone still to be verified.
    Task Apply(string address) => rig.Get<ConfigStore>().Apply(
        Team.Yaml(rig.Sink.Url).Replace($"address: \"{rig.Sink.Url}/anna\"", $"address: \"{rig.Sink.Url}/{address}\", verified: false",
            StringComparison.Ordinal), "test", default);

    async Task<string> SendCode()
    {
        var code = "";
        rig.Sink.Answer = page => { code = page.Title["Your code is ".Length..]; return Task.FromResult(200); };
        Assert.Equal(TransitionOutcome.Done, (await verification.SendCode(method, anna, default)).Outcome);
        rig.Sink.Answer = _ => Task.FromResult(200);
        Assert.Matches("^[0-9]{6}$", code);
        rig.Sink.Forget();
        return code;
    }

    static string Another(string code) => code == "000000" ? "000001" : "000000";

    [Fact]
    public async Task Nobody_is_paged_at_it_before_and_its_owner_is_after()
    {
        await rig.Fire("g");
        await rig.Tick();
        // Anna is on call and cannot be reached: the step is skipped.
        Assert.Equal(["ben"], rig.Sink.People);
        var code = await SendCode();
        Assert.Equal(TransitionOutcome.Done, (await verification.Verify(method, anna, $" {code} ", default)).Outcome);
        await rig.Fire("h", fingerprint: "f2");
        await rig.Tick();
        Assert.Equal(["anna"], rig.Sink.People);
    }

    [Fact]
    public async Task Five_wrong_codes_make_the_right_one_worthless_and_a_new_one_works()
    {
        var code = await SendCode();
        for (var i = 0; i < MethodVerification.MostTries; i++)
            Assert.Equal(TransitionOutcome.Conflict, (await verification.Verify(method, anna, Another(code), default)).Outcome);
        Assert.Equal(TransitionOutcome.Conflict, (await verification.Verify(method, anna, code, default)).Outcome);
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from contact_methods where id = @method and verified_at is not null", new { method }));
        await rig.Database.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TransitionOutcome.Done, (await verification.Verify(method, anna, await SendCode(), default)).Outcome);
    }

    [Fact]
    public async Task Guessing_in_parallel_gets_no_more_than_five_tries()
    {
        var code = await SendCode();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => verification.Verify(method, anna, Another(code), default)));
        Assert.Equal(MethodVerification.MostTries,
            await rig.Database.Scalar<int>("select code_tries from contact_methods where id = @method", new { method }));
    }

    [Theory]
    [InlineData(14, TransitionOutcome.Done)]
    [InlineData(15, TransitionOutcome.Conflict)]
    public async Task A_code_is_good_for_fifteen_minutes(int minutes, object expected)
    {
        var code = await SendCode();
        await rig.Database.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Equal(expected, (await verification.Verify(method, anna, code, default)).Outcome);
    }

    [Fact]
    public async Task One_code_goes_out_per_minute()
    {
        await SendCode();
        await rig.Database.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(TransitionOutcome.Conflict, (await verification.SendCode(method, anna, default)).Outcome);
        Assert.Empty(rig.Sink.Received);
        await rig.Database.Advance(TimeSpan.FromSeconds(1));
        await SendCode();
    }

    [Fact]
    public async Task Somebody_else_can_neither_have_a_code_sent_nor_use_one()
    {
        var code = await SendCode();
        var ben = new Actor("responder", "Ben", await rig.Database.Scalar<long>("select id from responders where login = 'ben'"));
        Assert.Equal(TransitionOutcome.NotFound, (await verification.SendCode(method, ben, default)).Outcome);
        Assert.Equal(TransitionOutcome.NotFound, (await verification.Verify(method, ben, code, default)).Outcome);
        Assert.Equal(TransitionOutcome.NotFound, (await verification.Verify(method, new("key", "script"), code, default)).Outcome);
    }

    [Fact]
    public async Task It_outlives_the_next_document_and_a_new_address_does_not()
    {
        await verification.Verify(method, anna, await SendCode(), default);
        await Apply("anna");
        Assert.Equal(1, await rig.Database.Scalar<long>("select count(*) from contact_methods where id = @method and verified_at is not null", new { method }));
        await Apply("anna-new");
        Assert.Equal(0, await rig.Database.Scalar<long>("select count(*) from contact_methods where id = @method and verified_at is not null", new { method }));
    }

    [Fact]
    public async Task A_code_that_could_not_be_delivered_says_why_and_neither_answer_nor_database_hold_it()
    {
        var title = "";
        rig.Sink.Answer = page => { title = page.Title; return Task.FromResult(500); };
        var result = await verification.SendCode(method, anna, default);
        Assert.Equal((TransitionOutcome.Conflict, "The code could not be sent to phone: HTTP 500."), (result.Outcome, result.Message));
        var row = await rig.Database.Scalar<string>("select m::text from contact_methods m where id = @method", new { method });
        Assert.DoesNotContain(title["Your code is ".Length..] + ",", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_page_leads_through_it_without_javascript()
    {
        using var browser = await Browser.SignedIn(rig);
        await browser.Get("/settings");
        Assert.Contains("not verified: no page goes there", browser.Text, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("[name=code]"));
        var code = "";
        rig.Sink.Answer = page => { code = page.Title["Your code is ".Length..]; return Task.FromResult(200); };
        await browser.Submit($"form[action='/settings/methods/{method}/code']");
        await browser.Submit($"form[action='/settings/methods/{method}/verify']", ("code", code));
        Assert.Contains("Verified: pages go there from now on.", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("not verified", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_has_no_contact_methods_of_its_own()
    {
        using var client = await rig.ClientFor(Triage.Access.Scopes.Respond);
        using var answer = await client.PostAsJsonAsync($"/api/v1/methods/{method}/verify", new { code = "123456" });
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("You have no contact method", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
