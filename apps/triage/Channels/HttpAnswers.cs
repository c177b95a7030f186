using System.Globalization;

namespace Basecamp.Triage.Channels;

/// <summary>What an HTTP status means for a page.</summary>
static class HttpAnswers
{
    public static SendResult ToResult(HttpResponseMessage response, string? providerId)
    {
        var status = (int)response.StatusCode;
        var text = string.Create(CultureInfo.InvariantCulture, $"HTTP {status}");
        return status switch
        {
            >= 200 and < 300 => SendResult.Sent(providerId),
            408 or 425 or 429 or >= 500 => SendResult.Retry(text),
            _ => SendResult.Rejected(text),
        };
    }
}
