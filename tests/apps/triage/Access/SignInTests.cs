using System.Net;
using Basecamp.Triage.Access;
using Basecamp.Triage.Tests.Support;

namespace Basecamp.Triage.Tests.Access;

[Trait("Needs", "postgresql")]
public sealed class SignInTests : IAsyncLifetime
{
    Rig rig = null!;

    public async Task InitializeAsync() => rig = await Rig.Start();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_back_to_where_they_wanted()
    {
        await new UserAdmin(rig.Database.Db).Set("anna", null, "admin", Browser.Password, default);
        using var browser = Browser.For(rig);
        await browser.Get("/on-call");
        Assert.Equal("triage", browser.Page.QuerySelector("h1")!.TextContent);
        await browser.Submit("form", ("login", "Anna"), ("password", Browser.Password));
        Assert.Equal("On call", browser.Page.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("anna", "wrong password")]
    [InlineData("nobody", Browser.Password)]
    [InlineData("ben", "")]
    public async Task Wrong_logins_and_passwords_get_the_same_answer(string login, string password)
    {
        await new UserAdmin(rig.Database.Db).Set("anna", null, "admin", Browser.Password, default);
        using var browser = Browser.For(rig);
        await browser.SignIn(login, password);
        Assert.Equal((HttpStatusCode.Unauthorized, "Login or password is wrong."), (browser.Status,
            browser.Page.QuerySelector("[role=alert]")!.TextContent));
    }

    [Fact]
    public async Task After_ten_wrong_passwords_even_the_right_one_has_to_wait()
    {
        await new UserAdmin(rig.Database.Db).Set("anna", null, "admin", Browser.Password, default);
        using var browser = Browser.For(rig);
        for (var i = 0; i < 10; i++)
            await browser.SignIn("anna", "wrong password");
        await browser.SignIn("anna", Browser.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
    }

    [Theory]
    [InlineData("//evil.example.org")]
    [InlineData("/\\evil.example.org")]
    [InlineData("https://evil.example.org")]
    public async Task Nobody_is_sent_elsewhere_after_signing_in(string target)
    {
        await new UserAdmin(rig.Database.Db).Set("anna", null, "admin", Browser.Password, default);
        using var browser = Browser.For(rig);
        await browser.Get("/sign-in?ReturnUrl=" + Uri.EscapeDataString(target));
        await browser.Submit("form", ("login", "anna"), ("password", Browser.Password));
        Assert.Equal("None open · you are on call until Mon 8 Jun 10:00 Europe/Berlin", browser.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_new_password_ends_the_old_sessions()
    {
        using var anna = await Browser.SignedIn(rig);
        await new UserAdmin(rig.Database.Db).Set("anna", null, "admin", "another password", default);
        // The session of before is remembered for at most five seconds; another replica has nothing remembered.
        await using var other = await Rig.Start(sharing: rig);
        using var elsewhere = Copy(anna, other);
        await elsewhere.Get("/");
        Assert.Equal("triage", elsewhere.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_session_and_its_forms_work_on_every_replica()
    {
        var id = await rig.Fire("g");
        using var anna = await Browser.SignedIn(rig);
        await using var other = await Rig.Start(sharing: rig);
        using var elsewhere = Copy(anna, other);
        await anna.Get($"/incidents/{id}");
        var token = anna.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Found, await elsewhere.Post($"/incidents/{id}/ack", ("__RequestVerificationToken", token)));
        Assert.Equal("acknowledged", await rig.Database.Scalar<string>("select status from incidents"));
    }

    static Browser Copy(Browser from, Rig to)
    {
        var copy = Browser.For(to);
        foreach (var cookie in from.Cookies.GetAllCookies().ToList())
            copy.Cookies.Add(new Uri(to.Url), new Cookie(cookie.Name, cookie.Value));
        return copy;
    }

    [Fact]
    public void A_password_hash_carries_its_parameters_and_never_the_password()
    {
        var hash = Passwords.Hash(Browser.Password);
        Assert.StartsWith("pbkdf2-sha512$210000$", hash, StringComparison.Ordinal);
        Assert.DoesNotContain(Browser.Password, hash, StringComparison.Ordinal);
        Assert.NotEqual(hash, Passwords.Hash(Browser.Password));
        Assert.True(Passwords.Verify(Browser.Password, hash));
        Assert.False(Passwords.Verify("another", hash));
        Assert.False(Passwords.Verify(Browser.Password, null));
    }

    [Fact]
    public async Task A_short_password_is_refused()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => new UserAdmin(rig.Database.Db).Set("dan", null, "viewer",
            "elevenchars", default));
        Assert.Contains("needs at least 12", error.Message, StringComparison.Ordinal);
    }
}
