using System.Net.Http.Headers;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Incidents;

namespace Basecamp.Triage.Channels;

/// <summary>
/// Posts the page as JSON to any address, with Idempotency-Key so that the receiver can drop the repeat that a crash
/// between its answer and our note of it may cause.
/// </summary>
sealed class WebhookChannel(IHttpClientFactory http, ChannelSecrets secrets, TriageOptions options) : IPageChannel
{
    public string Kind => "webhook";

    public int Concurrency => options.Engine.WebhookConcurrency;

    public async Task<SendResult> Send(PageMessage page, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, page.Address);
        request.Headers.Add("Idempotency-Key", page.Id.ToString());
        if (secrets.Read(page.Credential) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = JsonContent.Create(new
        {
            page_id = page.Id,
            attempt = page.Attempt,
            incident = page.IncidentId,
            title = page.Title,
            severity = ((Severity)page.Severity).Word(),
            service = page.Service,
            responder = page.Responder,
            step = page.Step + 1,
            pass = page.Loop + 1,
            reason = page.Reason,
            url = options.LinkOf(page),
        });
        using var response = await http.CreateClient(Kind).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return HttpAnswers.ToResult(response, null);
    }
}
