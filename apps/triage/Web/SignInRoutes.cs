using Basecamp.Triage.Access;
using Basecamp.Triage.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Basecamp.Triage.Web;

/// <summary>Signing in, with a local password or through OpenID Connect, and out.</summary>
static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").RequireAuthorization(Scopes.Anyone).ExcludeFromDescription();
        open.MapGet("/sign-in", (HttpContext c, IAntiforgery a, TriageOptions o) => Page(c, a, o, null, 200));
        open.MapPost("/sign-in", SignIn).AddEndpointFilter<FormFilter>();
        open.MapPost("/sign-out", (Delegate)SignOut).AddEndpointFilter<FormFilter>();
        open.MapGet("/sign-in/oidc", StartSingleSignOn);
        // Where it is configured, its handler answers before routing does.
        open.MapGet(SingleSignOn.CallbackPath, NotConfigured);
    }

    internal static IResult Page(HttpContext context, IAntiforgery antiforgery, TriageOptions options, string? error, int status)
    {
        var token = antiforgery.GetAndStoreTokens(context).RequestToken!;
        var back = context.Request.Query["ReturnUrl"].ToString();
        return Results.Text(Layout.Document("Sign in", Html.Of($"""
            <main id="main" class="sign-in"><h1>triage</h1>
            {Html.If(error is not null, () => Html.Of($"""<p class="banner bad" role="alert">{error}</p>"""))}
            {Html.If(options.Oidc.Enabled, () => Html.Of(
                $"""<p><a class="button" href="/sign-in/oidc?ReturnUrl={back}">Sign in with single sign-on</a></p>"""))}
            <form method="post" action="/sign-in?ReturnUrl={Uri.EscapeDataString(back)}">
            <input type="hidden" name="__RequestVerificationToken" value="{token}">
            <p><label for="login">Login</label><input id="login" name="login" autocomplete="username" autocapitalize="none" required></p>
            <p><label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required></p>
            <p><button class="main">Sign in</button></p></form></main>
            """)).ToString(), "text/html; charset=utf-8", statusCode: status);
    }

    static async Task<IResult> SignIn(
        HttpContext context, IAntiforgery antiforgery, TriageOptions options, Sessions sessions, SignInThrottle throttle,
        CancellationToken ct)
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
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Sessions.PrincipalOf(account));
        return Results.LocalRedirect(LocalPath(context.Request.Query["ReturnUrl"]));
    }

    static async Task<IResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/sign-in");
    }

    static async Task StartSingleSignOn(HttpContext context, IAntiforgery antiforgery, TriageOptions options)
    {
        if (!options.Oidc.Enabled)
        {
            await NotConfigured().ExecuteAsync(context);
            return;
        }
        try
        {
            await context.ChallengeAsync(SingleSignOn.SchemeName, new AuthenticationProperties { RedirectUri = LocalPath(context.Request.Query["ReturnUrl"]) });
        }
        catch (InvalidOperationException e) when (e.InnerException is IOException)
        {
            // Its description could not be read.
            await Page(context, antiforgery, options, SingleSignOn.Unreachable, StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
        }
    }

    static IResult NotConfigured() => Problems.NotFound("Single sign-on is not configured (Triage:Oidc:Authority).");

    // Only back to ourselves: an open redirect would lend our name to anybody.
    static string LocalPath(string? target) =>
        target is ['/', ..] and not ['/', '/' or '\\', ..] && !target.Any(char.IsControl) ? target : "/";
}
