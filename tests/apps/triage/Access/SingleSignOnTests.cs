using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Basecamp.Triage.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace Basecamp.Triage.Tests.Access;

/// <summary>Single sign-on against a provider that checks what the protocol asks it to check, and that lies when told to.</summary>
[Trait("Needs", "postgresql")]
public sealed class SingleSignOnTests : IAsyncLifetime
{
    SignInProvider provider = null!;
    Rig rig = null!;

    public async Task InitializeAsync()
    {
        provider = await SignInProvider.Start();
        rig = await Rig.Start(settings: [$"Triage:Oidc:Authority={provider.Url}"]);
    }

    public async Task DisposeAsync()
    {
        await rig.DisposeAsync();
        await provider.DisposeAsync();
    }

    HttpClient Person() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(rig.Url) };

    /// <summary>Goes to the provider; returns the state that came along.</summary>
    async Task<string> Leave(HttpClient client, string back = "/on-call")
    {
        using var answer = await client.GetAsync("/sign-in/oidc?ReturnUrl=" + Uri.EscapeDataString(back));
        provider.Asked = QueryHelpers.ParseQuery(answer.Headers.Location!.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        return provider.Asked["state"];
    }

    async Task<HttpResponseMessage> SignIn(HttpClient client, string code = SignInProvider.Code) =>
        await client.GetAsync($"/sign-in/oidc/callback?code={code}&state={Uri.EscapeDataString(await Leave(client))}");

    [Fact]
    public async Task The_request_asks_for_a_code_with_PKCE_a_nonce_and_the_public_address()
    {
        using var client = Person();
        await Leave(client);

        Assert.Equal(
            ("code", "S256", "triage", "http://localhost:8080/sign-in/oidc/callback", "openid profile email"),
            (provider.Asked["response_type"], provider.Asked["code_challenge_method"], provider.Asked["client_id"], provider.Asked["redirect_uri"],
                provider.Asked["scope"]));
        Assert.NotEmpty(provider.Asked["nonce"]);
        // A form post would come back without the cookies of the trip.
        Assert.DoesNotContain("response_mode", provider.Asked.Keys);
    }

    [Fact]
    public async Task Somebody_known_comes_in_and_back_to_where_they_wanted()
    {
        using var client = Person();
        using var back = await SignIn(client);

        Assert.Equal((HttpStatusCode.Found, "/on-call"), (back.StatusCode, back.Headers.Location!.ToString()));
        Assert.Contains("Anna", await client.GetStringAsync("/on-call"), StringComparison.Ordinal);
        Assert.Equal("subject-1", await rig.Database.Scalar<string>("select oidc_subject from responders where login = 'anna'"));
    }

    [Fact]
    public async Task The_subject_counts_and_not_a_login_that_was_given_to_somebody_else()
    {
        using var first = Person();
        using var in1 = await SignIn(first);
        Assert.Equal(HttpStatusCode.Found, in1.StatusCode);
        provider.User = ("subject-2", "anna");
        using var second = Person();
        using var in2 = await SignIn(second);
        Assert.Equal(HttpStatusCode.Forbidden, in2.StatusCode);
    }

    public static TheoryData<string> Lies =>
    [
        "another issuer", "another audience", "another nonce", "no nonce", "another key", "no signature", "a shared secret as key", "expired",
        "another subject at the userinfo endpoint", "no ID token",
    ];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_token_that_is_not_for_us_opens_nothing(string lie)
    {
        using var foreign = RSA.Create(2048);
        provider.Change = token => _ = lie switch
        {
            "another issuer" => token.Issuer = "https://evil.example.org",
            "another audience" => token.Audience = "another-client",
            "another nonce" => token.Subject = Subject(new Claim("nonce", "another")),
            "no nonce" => token.Subject = Subject(),
            "another key" => token.SigningCredentials = new(new RsaSecurityKey(foreign) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256),
            "no signature" => token.SigningCredentials = null,
            "a shared secret as key" => token.SigningCredentials = new(new SymmetricSecurityKey(new byte[64]), SecurityAlgorithms.HmacSha256),
            "expired" => token.Expires = (token.NotBefore = (token.IssuedAt = DateTime.UtcNow.AddHours(-2))) + TimeSpan.FromHours(1),
            _ => (object?)null,
        };
        provider.OtherSubject = lie == "another subject at the userinfo endpoint" ? "subject-2" : null;
        provider.WithoutIdToken = lie == "no ID token";

        using var client = Person();
        using var back = await SignIn(client);

        Assert.Equal(HttpStatusCode.Unauthorized, back.StatusCode);
        Assert.Contains("The sign-in service refused. Try again.", await back.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var page = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        Assert.Null(await rig.Database.Scalar<string>("select oidc_subject from responders where login = 'anna'"));
    }

    ClaimsIdentity Subject(params Claim[] claims) => new([new Claim("sub", provider.User.Subject), .. claims]);

    [Fact]
    public async Task A_wrong_code_opens_nothing()
    {
        using var client = Person();
        using var back = await SignIn(client, "another-code");

        Assert.Equal(HttpStatusCode.Unauthorized, back.StatusCode);
        using var page = await client.GetAsync("/");
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
    }

    [Fact]
    public async Task A_foreign_state_opens_nothing()
    {
        using var client = Person();
        await Leave(client);
        using var back = await client.GetAsync($"/sign-in/oidc/callback?code={SignInProvider.Code}&state=foreign");

        Assert.Equal(HttpStatusCode.BadRequest, back.StatusCode);
        Assert.Contains("was not started here", await back.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trip_that_another_browser_started_opens_nothing()
    {
        using var starter = Person();
        var state = await Leave(starter);
        using var thief = Person();
        using var back = await thief.GetAsync($"/sign-in/oidc/callback?code={SignInProvider.Code}&state={Uri.EscapeDataString(state)}");

        Assert.Equal(HttpStatusCode.BadRequest, back.StatusCode);
    }

    [Fact]
    public async Task Somebody_who_says_no_at_the_provider_is_told_so()
    {
        using var client = Person();
        using var back = await client.GetAsync($"/sign-in/oidc/callback?error=access_denied&state={Uri.EscapeDataString(await Leave(client))}");

        Assert.Equal(HttpStatusCode.Unauthorized, back.StatusCode);
    }

    [Fact]
    public async Task Somebody_unknown_is_told_whom_to_ask()
    {
        provider.User = ("subject-9", "stranger");
        using var client = Person();
        using var back = await SignIn(client);

        Assert.Equal(HttpStatusCode.Forbidden, back.StatusCode);
        Assert.Contains("You are not among the responders", await back.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example.org")]
    [InlineData("/\\evil.example.org")]
    [InlineData("https://evil.example.org")]
    public async Task Nobody_is_sent_elsewhere_after_signing_in(string target)
    {
        using var client = Person();
        var state = await Leave(client, target);
        using var back = await client.GetAsync($"/sign-in/oidc/callback?code={SignInProvider.Code}&state={Uri.EscapeDataString(state)}");

        Assert.Equal("/", back.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Nothing_of_the_provider_is_kept_in_the_session()
    {
        using var client = Person();
        using var back = await SignIn(client);

        var session = Assert.Single(back.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("triage-session=", StringComparison.Ordinal));
        Assert.True(session.Length < 1000, $"The session cookie has {session.Length} characters.");
    }

    [Fact]
    public async Task A_trip_ends_on_another_replica_than_it_began()
    {
        await using var other = await Rig.Start(sharing: rig, settings: [$"Triage:Oidc:Authority={provider.Url}"]);
        var cookies = new CookieContainer();
        using var here = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new(rig.Url) };
        using var there = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new(other.Url) };
        var state = await Leave(here);

        using var back = await there.GetAsync($"/sign-in/oidc/callback?code={SignInProvider.Code}&state={Uri.EscapeDataString(state)}");

        Assert.Equal((HttpStatusCode.Found, "/on-call"), (back.StatusCode, back.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_said_and_passwords_still_work()
    {
        await provider.DisposeAsync();
        using var client = Person();
        using var answer = await client.GetAsync("/sign-in/oidc");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The sign-in service does not answer. Try again later, or use a password.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var form = await client.GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.OK, form.StatusCode);
    }

    [Fact]
    public async Task A_client_secret_is_read_anew_for_every_sign_in_and_never_logged()
    {
        var directory = Directory.CreateTempSubdirectory("triage-oidc-");
        try
        {
            var file = Path.Combine(directory.FullName, "oidc");
            await using var replica = await Rig.Start(sharing: rig, settings:
                [$"Triage:Oidc:Authority={provider.Url}", "Triage:Oidc:ClientSecret=oidc", $"Triage:SecretsDirectory={directory.FullName}"]);
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(replica.Url) };
            foreach (var secret in new[] { "first-secret", "second-secret" })
            {
                await File.WriteAllTextAsync(file, secret);
                provider.ClientSecret = secret;
                using var back = await SignIn(client);
                Assert.Equal(HttpStatusCode.Found, back.StatusCode);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("http://login.example.org")]
    [InlineData("login.example.org")]
    public async Task An_authority_without_TLS_is_refused_at_start(string authority)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Rig.Start(sharing: rig, settings: [$"Triage:Oidc:Authority={authority}"]));

        Assert.Equal(
            $"Triage:Oidc:Authority is '{authority}', but must be an address that begins with https://, as the sign-in service itself names it.", error.Message);
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
