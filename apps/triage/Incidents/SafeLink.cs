namespace Basecamp.Triage.Incidents;

/// <summary>
/// Links that came with an alert are not trusted: only absolute http and https addresses become links. javascript:, file:,
/// //host and disguised forms stay text (notificator#145, perses#4473).
/// </summary>
static class SafeLink
{
    public static string? Of(string? text) =>
        text is { Length: > 0 and <= 2048 } && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) &&
        (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) &&
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri
            : null;
}
