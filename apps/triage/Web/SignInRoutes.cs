using Basecamp.Triage.Access;
using Basecamp.Triage.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace Basecamp.Triage.Web;

/// <summary>Signing in, with a local password or through OpenID Connect, and out.</summary>
static class SignInRoutes
{
    const string TripCookie = "triage-oidc";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").RequireAuthorization(Scopes.Anyone).ExcludeFromDescription();
        open.MapGet("/sign-in", (HttpContext c, IAntiforgery a, TriageOptions o) => Page(c, a, o, null, 200));
        open.MapPost("/sign-in", SignIn).AddEndpointFilter<FormFilter>();
        open.MapPost("/sign-out", (Delegate)SignOut).AddEndpointFilter<FormFilter>();
        open.MapGet("/sign-in/oidc", StartOidc);
        open.MapGet("/sign-in/oidc/callback", FinishOidc);
    }

    static IResult Page(HttpContext context, IAntiforgery antiforgery, TriageOptions options, string? error, int status)
    {
        var token = antiforgery.GetAndStoreTokens(context).RequestToken!;
        var back = context.Request.Query["ReturnUrl"].ToString();
        return Results.Text(Layout.Document("Sign in", Html.Of($"""
            <main id="main" class="sign-in"><h1>triage</h1>
            {Html.If(error is not null, () => Html.Of($"""<p class="banner bad" role="alert">{error}</p>"""))}
            {Html.If(options.Oidc.Enabled, () => Html.Of($"""<p><a class="button" href="/sign-in/oidc?ReturnUrl={back}">Sign in with single sign-on</a></p>"""))}
            <form method="post" action="/sign-in?ReturnUrl={Uri.EscapeDataString(back)}">
            <input type="hidden" name="__RequestVerificationToken" value="{token}">
            <p><label for="login">Login</label><input id="login" name="login" autocomplete="username" autocapitalize="none" required></p>
            <p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></p>
            <p><button class="main">Sign in</button></p></form></main>
            """)).ToString(), "text/html; charset=utf-8", statusCode: status);
    }

    static async Task<IResult> SignIn(
        HttpContext context, IAntiforgery antiforgery, TriageOptions options, Sessions sessions, SignInThrottle throttle, CancellationToken ct)
    {
        var login = context.Request.Form["login"].ToString().Trim().ToLowerInvariant();
        if (!throttle.Allows(login))
            return Page(context, antiforgery, options, "Too many attempts. Wait five minutes.", 429);
        var account = await sessions.FindByLogin(login, ct);
        // Verified in any case, so that the answer takes as long for an unknown login.
        var right = Passwords.Verify(context.Request.Form["password"].ToString(), account?.PasswordHash);
        if (!right || account is not { Disabled: false })
        {
            throttle.Failed(login);
            return Page(context, antiforgery, options, "Login or password is wrong.", 401);
        }
        throttle.Succeeded(login);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Sessions.PrincipalOf(account));
        return Back(context.Request.Query["ReturnUrl"]);
    }

    static async Task<IResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/sign-in");
    }

    static async Task<IResult> StartOidc(HttpContext context, OidcClient oidc, TriageOptions options, CancellationToken ct)
    {
        if (!options.Oidc.Enabled)
            return Problems.NotFound("Single sign-on is not configured (Triage:Oidc:Authority).");
        var trip = OidcClient.NewTrip(context.Request.Query["ReturnUrl"].ToString());
        context.Response.Cookies.Append(TripCookie, Protector(context).Protect($"{trip.State} {trip.Verifier} {trip.ReturnTo}"), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(10), IsEssential = true,
        });
        return Results.Redirect(await oidc.AuthorizeUrl(trip, Callback(options), ct));
    }

    static async Task<IResult> FinishOidc(
        HttpContext context, OidcClient oidc, Sessions sessions, IAntiforgery antiforgery, TriageOptions options, CancellationToken ct)
    {
        if (!options.Oidc.Enabled)
            return Problems.NotFound("Single sign-on is not configured (Triage:Oidc:Authority).");
        if (ReadTrip(context) is not { } trip || context.Request.Query["state"] != trip.State)
            return Page(context, antiforgery, options, "The sign-in took too long or was not started here. Try again.", 400);
        context.Response.Cookies.Delete(TripCookie);
        var identity = await oidc.Redeem(context.Request.Query["code"].ToString(), trip, Callback(options), ct);
        if (identity is null)
            return Page(context, antiforgery, options, "The sign-in service refused. Try again.", 401);
        var account = await sessions.FindOrLink(identity.Subject, identity.Login, ct);
        if (account is not { Disabled: false })
            return Page(context, antiforgery, options, "You are not among the responders. Ask an admin to add your login.", 403);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Sessions.PrincipalOf(account));
        return Back(trip.ReturnTo);
    }

    static OidcClient.Trip? ReadTrip(HttpContext context)
    {
        if (context.Request.Cookies[TripCookie] is not { } cookie)
            return null;
        try
        {
            return Protector(context).Unprotect(cookie).Split(' ', 3) is [var state, var verifier, var back] ? new(state, verifier, back) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    // Only back to ourselves: an open redirect would lend our name to anybody.
    static IResult Back(string? target) => target is ['/', ..] and not ['/', '/' or '\\', ..] && !target.Any(char.IsControl)
        ? Results.LocalRedirect(target) : Results.LocalRedirect("/");

    static string Callback(TriageOptions options) => $"{options.PublicUrl.TrimEnd('/')}/sign-in/oidc/callback";

    static IDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("triage.oidc");
}
