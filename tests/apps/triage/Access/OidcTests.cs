using System.Net;
using Basecamp.Triage.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Basecamp.Triage.Tests.Access;

/// <summary>Single sign-on against a small provider that checks what the protocol asks it to check.</summary>
[Trait("Needs", "postgresql")]
public sealed class OidcTests : IAsyncLifetime
{
    WebApplication provider = null!;
    Rig rig = null!;
    string challenge = "";
    (string Subject, string Login) user = ("subject-1", "Anna");

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        provider = builder.Build();
        provider.MapGet("/.well-known/openid-configuration", (HttpContext c) =>
        {
            var origin = $"http://{c.Request.Host}";
            return Results.Json(new
            {
                issuer = origin,
                authorization_endpoint = $"{origin}/authorize",
                token_endpoint = $"{origin}/token",
                userinfo_endpoint = $"{origin}/userinfo",
            });
        });
        provider.MapPost("/token", async (HttpContext c) =>
        {
            var form = await c.Request.ReadFormAsync();
            var verifier = WebEncoders.Base64UrlEncode(System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            return form["code"] == "the-code" && verifier == challenge
                ? Results.Json(new { access_token = "the-token" })
                : Results.BadRequest();
        });
        provider.MapGet("/userinfo", (HttpContext c) => c.Request.Headers.Authorization == "Bearer the-token"
            ? Results.Json(new { sub = user.Subject, preferred_username = user.Login })
            : Results.Unauthorized());
        await provider.StartAsync();
        rig = await Rig.Start(settings: [$"Triage:Oidc:Authority={provider.Urls.Single()}"]);
    }

    public async Task DisposeAsync()
    {
        await rig.DisposeAsync();
        await provider.DisposeAsync();
    }

    /// <summary>Goes to the provider; returns the state that came along.</summary>
    async Task<string> Leave(HttpClient client, string back = "/on-call")
    {
        using var answer = await client.GetAsync("/sign-in/oidc?ReturnUrl=" + back);
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        challenge = query["code_challenge"].ToString();
        Assert.Equal(("code", "S256", "triage"), (query["response_type"].ToString(), query["code_challenge_method"].ToString(),
            query["client_id"].ToString()));
        return query["state"].ToString();
    }

    HttpClient Person() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(rig.Url) };

    [Fact]
    public async Task Somebody_known_comes_in_and_back_to_where_they_wanted()
    {
        using var client = Person();
        var state = await Leave(client);
        using var back = await client.GetAsync($"/sign-in/oidc/callback?code=the-code&state={state}");
        Assert.Equal((HttpStatusCode.Found, "/on-call"), (back.StatusCode, back.Headers.Location!.ToString()));
        Assert.Contains("Anna", await client.GetStringAsync("/on-call"), StringComparison.Ordinal);
        Assert.Equal("subject-1", await rig.Database.Scalar<string>("select oidc_subject from responders where login = 'anna'"));
    }

    [Fact]
    public async Task The_subject_counts_and_not_a_login_that_was_given_to_somebody_else()
    {
        using var first = Person();
        using var in1 = await first.GetAsync($"/sign-in/oidc/callback?code=the-code&state={await Leave(first)}");
        Assert.Equal(HttpStatusCode.Found, in1.StatusCode);
        user = ("subject-2", "anna");
        using var second = Person();
        using var in2 = await second.GetAsync($"/sign-in/oidc/callback?code=the-code&state={await Leave(second)}");
        Assert.Equal(HttpStatusCode.Forbidden, in2.StatusCode);
    }

    [Theory]
    [InlineData("another-code", true, HttpStatusCode.Unauthorized)]
    [InlineData("the-code", false, HttpStatusCode.BadRequest)]
    public async Task A_wrong_code_or_a_foreign_state_opens_nothing(string code, bool rightState, HttpStatusCode expected)
    {
        using var client = Person();
        var state = await Leave(client);
        using var back = await client.GetAsync($"/sign-in/oidc/callback?code={code}&state={(rightState ? state : "foreign")}");
        Assert.Equal(expected, back.StatusCode);
        using var page = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
    }

    [Fact]
    public async Task Somebody_unknown_is_told_whom_to_ask()
    {
        user = ("subject-9", "stranger");
        using var client = Person();
        using var back = await client.GetAsync($"/sign-in/oidc/callback?code=the-code&state={await Leave(client)}");
        Assert.Equal(HttpStatusCode.Forbidden, back.StatusCode);
        Assert.Contains("You are not among the responders", await back.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_it_being_configured_there_is_no_such_thing()
    {
        await using var plain = await Rig.Start();
        using var client = plain.Client();
        foreach (var path in (string[])["/sign-in/oidc", "/sign-in/oidc/callback"])
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }
}
