using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Basecamp.Triage.Tests.Support;

/// <summary>An OpenID Connect provider that checks what the protocol asks it to check, and that can be told to lie.</summary>
sealed class SignInProvider : IAsyncDisposable
{
    public const string Code = "the-code";

    readonly RSA rsa = RSA.Create(2048);
    readonly WebApplication app;

    SignInProvider(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public (string Subject, string Login) User { get; set; } = ("subject-1", "Anna");

    /// <summary>What came with the last person: the parameters of the authorization request.</summary>
    public IReadOnlyDictionary<string, string> Asked { get; set; } = new Dictionary<string, string>();

    /// <summary>Changes the ID token before it is signed. Default: nothing.</summary>
    public Action<SecurityTokenDescriptor> Change { get; set; } = _ => { };

    /// <summary>Subject that the userinfo endpoint names. Default: the user's.</summary>
    public string? OtherSubject { get; set; }

    /// <summary>Whether the token endpoint leaves the ID token out. Default false.</summary>
    public bool WithoutIdToken { get; set; }

    /// <summary>Client secret that the token endpoint asks for. Default null: none.</summary>
    public string? ClientSecret { get; set; }

    public SigningCredentials Key => new(new RsaSecurityKey(rsa) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256);

    public static async Task<SignInProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var provider = new SignInProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        rsa.Dispose();
    }

    void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Url,
            authorization_endpoint = $"{Url}/authorize",
            token_endpoint = $"{Url}/token",
            userinfo_endpoint = $"{Url}/userinfo",
            jwks_uri = $"{Url}/keys",
        }));
        app.MapGet("/keys", () =>
        {
            var parameters = rsa.ExportParameters(includePrivateParameters: false);
            return Results.Json(new
            {
                keys = new[]
                {
                    new { kty = "RSA", use = "sig", kid = "k1", n = WebEncoders.Base64UrlEncode(parameters.Modulus!), e = WebEncoders.Base64UrlEncode(parameters.Exponent!) },
                },
            });
        });
        app.MapPost("/token", async (HttpRequest request) => Token(await request.ReadFormAsync()));
        app.MapGet("/userinfo", (HttpRequest request) => request.Headers.Authorization == "Bearer the-token"
            ? Results.Json(new { sub = OtherSubject ?? User.Subject, preferred_username = User.Login })
            : Results.Unauthorized());
    }

    IResult Token(IFormCollection form)
    {
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (form["code"] != Code || challenge != Asked.GetValueOrDefault("code_challenge") || form["redirect_uri"] != Asked["redirect_uri"]
            || (ClientSecret is not null && form["client_secret"] != ClientSecret))
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        var token = new SecurityTokenDescriptor
        {
            Issuer = Url,
            Audience = "triage",
            IssuedAt = DateTime.UtcNow,
            Expires = DateTime.UtcNow.AddMinutes(5),
            SigningCredentials = Key,
            Subject = new ClaimsIdentity([new Claim("sub", User.Subject), new Claim("nonce", Asked.GetValueOrDefault("nonce") ?? "")]),
        };
        Change(token);
        return WithoutIdToken
            ? Results.Json(new { access_token = "the-token", token_type = "Bearer" })
            : Results.Json(new { access_token = "the-token", token_type = "Bearer", id_token = new JsonWebTokenHandler().CreateToken(token) });
    }
}
