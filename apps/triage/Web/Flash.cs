using Microsoft.AspNetCore.DataProtection;

namespace Basecamp.Triage.Web;

/// <summary>One message for the next page, so that a form works as POST and redirect. Encrypted: nobody else can put words here.</summary>
static class Flash
{
    const string Cookie = "triage-flash";

    public static void Put(HttpContext context, string message) => context.Response.Cookies.Append(Cookie, Protector(context).Protect(message),
        new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(1), IsEssential = true,
        });

    public static string? Take(HttpContext context)
    {
        // A fragment that polls must not swallow the message of the page.
        if (context.Request.Headers.ContainsKey("HX-Request") || context.Request.Cookies[Cookie] is not { } value)
            return null;
        context.Response.Cookies.Delete(Cookie);
        try
        {
            return Protector(context).Unprotect(value);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    static IDataProtector Protector(HttpContext context) =>
        context.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("triage.flash");
}
