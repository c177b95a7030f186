using System.Threading.Channels;
using Basecamp.Triage.Channels;
using Basecamp.Triage.Database;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Metrics;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Engine;

/// <summary>
/// Records what became of pages. Successes that arrive together are written together, so that the time in which a crash
/// would cause a repeat stays short even under load.
/// </summary>
sealed class PageMarker(EngineDb db, TriageMetrics metrics)
{
    const int MostAttempts = 5;
    const int FirstBackoffSeconds = 15;

    readonly Channel<(PageMessage Page, SendResult Result, TaskCompletionSource Done)> sent =
        Channel.CreateUnbounded<(PageMessage, SendResult, TaskCompletionSource)>(new() { SingleReader = true });

    public async Task Mark(PageMessage page, SendResult result, string owner, CancellationToken ct)
    {
        if (result.Outcome == SendOutcome.Sent)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await sent.Writer.WriteAsync((page, result, done), ct);
            await done.Task;
            return;
        }
        var failed = result.Outcome == SendOutcome.Rejected || page.Attempt >= MostAttempts;
        await db.InTransaction(connection => failed
            ? Fail(connection, page, result.Error!, owner, ct)
            : TryLater(connection, page, result.Error!, owner, ct), ct);
        metrics.PageAttempted(page.Channel, failed ? "failed" : "retry");
    }

    /// <summary>Writes successes until the token ends; runs once per replica.</summary>
    public async Task WriteSent(string owner, CancellationToken ct)
    {
        var batch = new List<(PageMessage Page, SendResult Result, TaskCompletionSource Done)>();
        while (await sent.Reader.WaitToReadAsync(ct))
        {
            batch.Clear();
            while (batch.Count < 200 && sent.Reader.TryRead(out var item))
                batch.Add(item);
            try
            {
                // A single statement, so a transaction by itself: one round trip.
                await db.Read(connection => MarkSent(connection, batch, owner, ct), ct);
                batch.ForEach(b => b.Done.SetResult());
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The lease runs out and the page goes out again: at least once.
                batch.ForEach(b => b.Done.SetException(e));
            }
        }
    }

    async Task<int> MarkSent(
        NpgsqlConnection db, List<(PageMessage Page, SendResult Result, TaskCompletionSource Done)> batch, string owner,
        CancellationToken ct)
    {
        var ordered = batch.OrderBy(b => b.Page.Id).ToList();
        var latencies = (await db.QueryAsync<(string Channel, double? Latency)>(new CommandDefinition("""
            with marked as (
                update pages p
                set status = 'sent', sent_at = now(), provider_id = t.x, lease_until = null, lease_owner = null, error = null
                from unnest(@ids, @attempts, @providers) as t (i, a, x)
                where p.id = t.i and p.attempt = t.a and p.lease_owner = @owner
                returning p.id, p.incident_id, p.channel, p.responder_id, p.method_id, p.epoch = 0 and p.loop = 0 and p.step = 0 as first),
            told as (
                insert into events (incident_id, kind, actor_kind, actor, page_id, detail)
                select k.incident_id, 'paged', 'engine', 'triage', k.id,
                       jsonb_build_object('who', coalesce(r.name, m.name), 'method', m.name, 'channel', k.channel)
                from marked k join contact_methods m on m.id = k.method_id left join responders r on r.id = k.responder_id)
            select k.channel, case when k.first then extract(epoch from now() - i.created_at)::double precision end
            from marked k join incidents i on i.id = k.incident_id
            """,
            new
            {
                ids = ordered.Select(b => b.Page.Id).ToArray(),
                attempts = ordered.Select(b => b.Page.Attempt).ToArray(),
                providers = ordered.Select(b => b.Result.ProviderId).ToArray(),
                owner,
            }, cancellationToken: ct))).ToList();
        foreach (var (channel, latency) in latencies)
            metrics.PageSent(channel, latency);
        return latencies.Count;
    }

    static async Task TryLater(NpgsqlConnection db, PageMessage page, string error, string owner, CancellationToken ct)
    {
        var backoff = FirstBackoffSeconds * (1 << (page.Attempt - 1)) * (0.9 + Random.Shared.NextDouble() * 0.2);
        var marked = await db.ExecuteAsync(new CommandDefinition("""
            update pages
            set status = 'pending', not_before = now() + make_interval(secs => @backoff), lease_until = null, lease_owner = null,
                error = @error
            where id = @Id and attempt = @Attempt and lease_owner = @owner
            """, new { page.Id, page.Attempt, owner, backoff, error }, cancellationToken: ct));
        if (marked > 0)
            await db.AddEvent(page.IncidentId, EventKinds.PageRetry, Actor.Engine,
                new { who = page.Responder ?? page.MethodName, channel = page.Channel, attempt = page.Attempt, error }, ct);
    }

    static async Task Fail(NpgsqlConnection db, PageMessage page, string error, string owner, CancellationToken ct)
    {
        // Incident before page, the order every transition locks in.
        var incident = await db.LockIncident(page.IncidentId, ct);
        var marked = await db.ExecuteAsync(new CommandDefinition("""
            update pages set status = 'failed', lease_until = null, lease_owner = null, error = @error
            where id = @Id and attempt = @Attempt and lease_owner = @owner
            """, new { page.Id, page.Attempt, owner, error }, cancellationToken: ct));
        if (marked == 0 || incident is null)
            return;
        await db.AddEvent(page.IncidentId, EventKinds.PageFailed, Actor.Engine,
            new { who = page.Responder ?? page.MethodName, channel = page.Channel, attempts = page.Attempt, error }, ct);
        // Nobody waits out the delay of a step that reached nobody.
        var pulled = await db.ExecuteAsync(new CommandDefinition("""
            update incidents i set next_escalation_at = now(), version = version + 1
            where id = @IncidentId and status = 'triggered' and epoch = @Epoch and next_escalation_at > now()
              and not exists (select from pages p where p.incident_id = i.id and p.epoch = i.epoch
                              and ((p.loop, p.step) > (@Loop, @Step)
                                   or (p.loop, p.step) = (@Loop, @Step) and p.status in ('pending', 'sending', 'sent')))
            """, new { page.IncidentId, page.Epoch, page.Loop, page.Step }, cancellationToken: ct));
        if (pulled > 0)
            await db.AddEvent(page.IncidentId, EventKinds.PulledForward, Actor.Engine, new { step = page.Step + 1 }, ct);
    }
}
