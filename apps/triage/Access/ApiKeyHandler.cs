using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using Basecamp.Triage.Ingest;
using Basecamp.Triage.Metrics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Basecamp.Triage.Access;

/// <summary>
/// Authenticates senders and scripts: Authorization: Bearer TOKEN, or Basic with the token as password (all that older
/// Alertmanagers can send). A token in the address is not accepted: it would end up in logs.
/// </summary>
sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyStore keys,
    TriageMetrics metrics)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // What is open to anybody needs no look at the key: least of all the answer that the process is alive.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy == Scopes.Anyone || TokenOf(Request) is not { } token)
            return AuthenticateResult.NoResult();
        var key = await keys.Find(token, Context.RequestAborted);
        if (key is null)
            return AuthenticateResult.Fail("unknown or disabled key");
        Context.Features.Set(key);
        return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(key), SchemeName));
    }

    public static ClaimsPrincipal PrincipalOf(ApiKey key) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, key.Name),
            new Claim(Scopes.ActorKindClaim, "key"),
            .. Scopes.OfKey(key.Scope).Select(s => new Claim(Scopes.ClaimType, s)),
        ], SchemeName));

    // Says nothing about why: the body stays empty.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Refuse(StatusCodes.Status401Unauthorized);
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Refuse(StatusCodes.Status403Forbidden);
        return Task.CompletedTask;
    }

    // A sender whose key is wrong would otherwise be in no metric: it never gets to the endpoint. Without a token it is not a sender.
    void Refuse(int status)
    {
        Response.StatusCode = status;
        if (Context.GetEndpoint()?.Metadata.GetMetadata<AlertSource>() is { } source && TokenOf(Request) is not null)
            metrics.WebhookRefused(source.Integration, status);
    }

    static string? TokenOf(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) ||
            header.Parameter is not { Length: < 1024 } value)
            return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return value;
        if (!header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return null;
        var buffer = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, buffer, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }
}
