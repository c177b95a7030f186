using System.Diagnostics.CodeAnalysis;
using Basecamp.Manifests.Text;

namespace Basecamp.Components.Values;

/// <summary>Checks URLs that are written into files on the nodes.</summary>
static class UrlText
{
    /// <summary>
    /// True for an absolute http or https URL without user, query and fragment; else <paramref name="mistake"/> says why. The value is
    /// not repeated in messages about a user, because a password may follow it.
    /// </summary>
    public static bool IsPlainHttp(string text, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? mistake)
    {
        mistake = null;
        var isUrl = Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https" && url.Host.Length > 0;
        if (isUrl && url!.UserInfo.Length > 0)
            mistake = "has a user or password in the URL, where everybody can read it. Remove it.";
        else if (!isUrl || text.Any(char.IsWhiteSpace))
            mistake = $"is {Shown.Text(text)}, but must be a URL that begins with https:// or http://.";
        else if (url!.Query.Length > 0 || url.Fragment.Length > 0)
            mistake = $"is {Shown.Text(text)}, but must not have a query (`?`) or fragment (`#`). Remove it.";
        return mistake is null;
    }
}
