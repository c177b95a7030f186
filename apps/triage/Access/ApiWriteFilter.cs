using Basecamp.Triage.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace Basecamp.Triage.Access;

/// <summary>
/// Guards writes against other sites: a request that is signed in by cookie needs an antiforgery token, one with a key in
/// its Authorization header needs none, since no browser adds that by itself.
/// </summary>
sealed class ApiWriteFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.User.Identity?.AuthenticationType == ApiKeyHandler.SchemeName)
            return await next(context);
        try
        {
            await antiforgery.ValidateRequestAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            return Problems.BadRequest("The antiforgery token is missing or belongs to another session. Load the page again and repeat.");
        }
        return await next(context);
    }
}
