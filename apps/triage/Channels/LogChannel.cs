using Basecamp.Triage.Hosting;

namespace Basecamp.Triage.Channels;

/// <summary>Writes the page to the log. For demos and tests: nobody wakes up.</summary>
sealed class LogChannel(ILogger<LogChannel> log) : IPageChannel
{
    public string Kind => "log";

    public int Concurrency => 64;

    public Task<SendResult> Send(PageMessage page, CancellationToken ct)
    {
        log.PageLogged(page.Id, page.Address, page.IncidentId, page.Step + 1);
        return Task.FromResult(SendResult.Sent());
    }
}
