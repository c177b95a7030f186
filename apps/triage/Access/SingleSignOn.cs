using System.Net;
using System.Security.Claims;
using Basecamp.Triage.Channels;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Basecamp.Triage.Access;

/// <summary>
/// OpenID Connect: authorization code flow with PKCE, by ASP.NET Core's handler. It checks the ID token (signature, issuer, audience, nonce,
/// lifetime) and that the userinfo endpoint returns the same subject.
/// </summary>
static class SingleSignOn
{
    public const string SchemeName = "oidc";

    public const string Unreachable = "The sign-in service does not answer. Try again later, or use a password.";

    public const string CallbackPath = "/sign-in/oidc/callback";

    public static AuthenticationBuilder AddSingleSignOn(this AuthenticationBuilder authentication, TriageOptions triage)
    {
        if (!triage.Oidc.Enabled || triage.Oidc.Problem is not null)
            return authentication;
        var authority = new Uri(triage.Oidc.Authority!);
        return authentication.AddOpenIdConnect(SchemeName, options =>
        {
            options.Authority = triage.Oidc.Authority;
            // Over plain HTTP, an attacker on the network could replace the signing keys.
            options.RequireHttpsMetadata = !authority.IsLoopback;
            options.ClientId = triage.Oidc.ClientId;
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.CallbackPath = CallbackPath;
            options.ResponseType = OpenIdConnectResponseType.Code;
            // Browsers do not send Lax cookies with a form post from another site.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.Scope.Add("email");
            options.MapInboundClaims = false;
            options.GetClaimsFromUserInfoEndpoint = true;
            options.ClaimActions.MapUniqueJsonKey(triage.Oidc.LoginClaim, triage.Oidc.LoginClaim);
            options.BackchannelTimeout = TimeSpan.FromSeconds(10);
            options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10);
            options.TokenValidationParameters.IssuerValidator = (issuer, _, _) => IsSame(issuer, triage.Oidc.Authority!)
                ? issuer
                : throw new SecurityTokenInvalidIssuerException("The ID token is not of the configured authority.") { InvalidIssuer = issuer };
            foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }
            options.Events = new OpenIdConnectEvents
            {
                OnRedirectToIdentityProvider = context =>
                {
                    context.ProtocolMessage.RedirectUri = triage.PublicUrl.TrimEnd('/') + CallbackPath;
                    return Task.CompletedTask;
                },
                OnAuthorizationCodeReceived = context =>
                {
                    // Read for every sign-in, so a rotated secret counts at once.
                    context.TokenEndpointRequest!.ClientSecret =
                        context.HttpContext.RequestServices.GetRequiredService<ChannelSecrets>().Read(triage.Oidc.ClientSecret);
                    return Task.CompletedTask;
                },
                OnTokenValidated = context =>
                {
                    // The handler takes unsigned tokens from the token endpoint, as the specification allows where TLS protects it.
                    if (context.SecurityToken.Header.Alg == SecurityAlgorithms.None)
                        throw new SecurityTokenInvalidSignatureException("The ID token is not signed.");
                    return Task.CompletedTask;
                },
                OnTicketReceived = context => LetIn(context, triage.Oidc.LoginClaim),
                OnRemoteFailure = Explain,
            };
        });
    }

    // A slash at the end makes no difference.
    static bool IsSame(string issuer, string authority) => string.Equals(issuer.TrimEnd('/'), authority.TrimEnd('/'), StringComparison.Ordinal);

    // The provider says who it is; our own responders say what they may do.
    static async Task LetIn(TicketReceivedContext context, string loginClaim)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
        var subject = context.Principal!.FindFirstValue("sub")!;
        var login = context.Principal!.FindFirstValue(loginClaim)?.ToLowerInvariant();
        var account = await sessions.FindOrLink(subject, login, context.HttpContext.RequestAborted);
        if (account is { Disabled: false })
        {
            context.Principal = Sessions.PrincipalOf(account);
            // The tokens' properties would only enlarge the cookie.
            context.Properties = new AuthenticationProperties { RedirectUri = context.Properties!.RedirectUri };
            return;
        }
        await Answer(context, StatusCodes.Status403Forbidden, "You are not among the responders. Ask an admin to add your login.");
    }

    static Task Explain(RemoteFailureContext context)
    {
        context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SingleSignOn))
            .SignOnFailed(context.Failure?.Message ?? "no reason given");
        return context.Failure switch
        {
            // The cookies of the trip are missing, or are of another one. What the provider itself says comes as `error`.
            AuthenticationFailureException when !context.Request.Query.ContainsKey("error") =>
                Answer(context, StatusCodes.Status400BadRequest, "The sign-in took too long or was not started here. Try again."),
            HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError } or TaskCanceledException =>
                Answer(context, StatusCodes.Status503ServiceUnavailable, Unreachable),
            _ => Answer(context, StatusCodes.Status401Unauthorized, "The sign-in service refused. Try again."),
        };
    }

    static async Task Answer<TOptions>(HandleRequestContext<TOptions> context, int status, string message)
        where TOptions : AuthenticationSchemeOptions
    {
        context.HandleResponse();
        var services = context.HttpContext.RequestServices;
        var page = SignInRoutes.Page(
            context.HttpContext, services.GetRequiredService<IAntiforgery>(), services.GetRequiredService<TriageOptions>(), message, status);
        await page.ExecuteAsync(context.HttpContext);
    }
}
