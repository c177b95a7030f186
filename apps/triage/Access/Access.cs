using Basecamp.Triage.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Basecamp.Triage.Access;

/// <summary>Who may come in, and how.</summary>
static class Access
{
    const string Either = "KeyOrCookie";

    // What ASP.NET Core names the endpoints it puts in itself (HttpMethodMatcherPolicy, AcceptsMatcherPolicy).
    static readonly string?[] AnswersOfRouting = ["405 HTTP Method Not Supported", "415 HTTP Unsupported Media Type"];

    public static void AddTriageAccess(this IServiceCollection services, TriageOptions options)
    {
        services.AddSingleton<KeyStore>().AddSingleton<KeyAdmin>().AddSingleton<Sessions>().AddSingleton<SignInThrottle>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 || context.Request.Path.StartsWithSegments("/api")
                    && !context.Request.Cookies.ContainsKey(CookieName)
                    ? ApiKeyHandler.SchemeName : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie(o =>
            {
                o.Cookie.Name = CookieName;
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                o.ExpireTimeSpan = TimeSpan.FromHours(12);
                o.SlidingExpiration = true;
                o.LoginPath = "/sign-in";
                o.Events.OnValidatePrincipal = c => c.HttpContext.RequestServices.GetRequiredService<Sessions>().Validate(c);
                o.Events.OnRedirectToLogin = c => Answer(c, StatusCodes.Status401Unauthorized);
                o.Events.OnRedirectToAccessDenied = c => Answer(c, StatusCodes.Status403Forbidden);
            })
            .AddSingleSignOn(options);
        services.AddAuthorization(o =>
        {
            foreach (var scope in (string[])[Scopes.Ingest, Scopes.Read, Scopes.Respond, Scopes.Admin])
                o.AddPolicy(scope, p => p.RequireClaim(Scopes.ClaimType, scope));
            o.AddPolicy(Scopes.Anyone, p => p.RequireAssertion(_ => true));
            // A route that names no scope is closed. Where routing itself answers, because of the method or the content type,
            // there is nothing to protect, and whoever is known may learn why.
            o.FallbackPolicy = o.DefaultPolicy = new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder()
                .RequireAssertion(c => c.User.Identity?.IsAuthenticated == true && c.Resource is HttpContext http &&
                    AnswersOfRouting.Contains(http.GetEndpoint()?.DisplayName)).Build();
        });
        services.AddAntiforgery(o =>
        {
            o.HeaderName = "X-Antiforgery";
            o.Cookie.Name = "triage-antiforgery";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
    }

    public const string CookieName = "triage-session";

    // People are sent to the sign-in page; scripts and fragments get the plain status.
    static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var wantsPage = !context.Request.Path.StartsWithSegments("/api") && !context.Request.Headers.ContainsKey("HX-Request")
            && HttpMethods.IsGet(context.Request.Method) && status == StatusCodes.Status401Unauthorized;
        if (wantsPage)
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
