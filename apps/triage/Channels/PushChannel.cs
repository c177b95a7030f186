using System.Net.Http.Headers;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Incidents;

namespace Basecamp.Triage.Channels;

/// <summary>
/// Push to a phone through ntfy or a server that speaks its protocol. The address is the topic's, e.g.
/// https://ntfy.sh/my-topic. Sent as JSON, since titles need not be ASCII.
/// </summary>
sealed class PushChannel(IHttpClientFactory http, ChannelSecrets secrets, TriageOptions options) : IPageChannel
{
    public string Kind => "push";

    public int Concurrency => 16;

    public async Task<SendResult> Send(PageMessage page, CancellationToken ct)
    {
        if (!Uri.TryCreate(page.Address, UriKind.Absolute, out var topic) || topic.AbsolutePath.Trim('/').Length == 0)
            return SendResult.Rejected("address is not a topic address such as https://ntfy.sh/my-topic");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(topic, "/"));
        request.Headers.Add("Idempotency-Key", page.Id.ToString());
        if (secrets.Read(page.Credential) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var severity = (Severity)page.Severity;
        request.Content = JsonContent.Create(new
        {
            topic = topic.AbsolutePath.Trim('/'),
            title = $"{severity.Word()}: {page.Service}",
            message = page.Title,
            priority = severity >= Severity.Critical ? 5 : severity == Severity.Info ? 2 : 4,
            click = options.LinkOf(page),
        });
        using var response = await http.CreateClient(Kind).SendAsync(request, ct);
        return HttpAnswers.ToResult(response, null);
    }
}
