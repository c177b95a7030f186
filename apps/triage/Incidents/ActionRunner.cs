using Basecamp.Triage.Database;
using Basecamp.Triage.Engine;
using Basecamp.Triage.Incidents.Transitions;
using Basecamp.Triage.Metrics;
using Basecamp.Triage.OnCall;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents;

/// <summary>What people and scripts can do to an incident; the same for the page and the API.</summary>
sealed class ActionRunner(Db db, OnCallBookLoader books, EngineSignal signal, TriageMetrics metrics)
{
    public const int LongestNote = 4000;

    public Task<TransitionResult> Acknowledge(long id, Actor by, int? seen, CancellationToken ct) =>
        Run(id, (c, t) => c.AcknowledgeIncident(id, by, seen, t), metrics.Acknowledged, ct);

    public Task<TransitionResult> Resolve(long id, Actor by, int? seen, CancellationToken ct) =>
        Run(id, (c, t) => c.ResolveIncident(id, by, "manual", seen, t), metrics.Resolved, ct);

    public Task<TransitionResult> Snooze(long id, Actor by, TimeSpan duration, int? seen, CancellationToken ct) =>
        Run(id, (c, t) => c.SnoozeIncident(id, by, duration, seen, t), null, ct);

    public Task<TransitionResult> Escalate(long id, Actor by, DateTime? asOf, int? seen, CancellationToken ct) =>
        Run(id, (c, t) => c.EscalateIncident(id, by, asOf, seen, t), null, ct);

    public Task<TransitionResult> Reassign(long id, Actor by, string login, int? seen, CancellationToken ct) =>
        Run(id, (c, t) => c.ReassignIncident(id, by, login, seen, t), null, ct);

    public Task<TransitionResult> Add(long id, Actor by, string login, int? seen, CancellationToken ct) =>
        Run(id, async (c, t) => await c.AddResponderToIncident(id, by, login, await books.Load(c, t), seen, t), null, ct);

    public Task<TransitionResult> Note(long id, Actor by, string text, CancellationToken ct) => Run(id, async (c, t) =>
    {
        if (text.Trim().Length is 0 or > LongestNote)
            return new TransitionResult(TransitionOutcome.Conflict,
                $"A note has 1-{LongestNote} characters; this one has {text.Trim().Length}.");
        if (await c.LockIncident(id, t) is not { } incident)
            return TransitionResult.NotFound(id);
        await c.AddEvent(id, EventKinds.Note, by, new { text = Ingest.CleanText.Clean(text.Trim(), LongestNote) }, t);
        return new TransitionResult(TransitionOutcome.Done, "Noted.", incident.Version);
    }, null, ct);

    async Task<TransitionResult> Run(
        long id, Func<NpgsqlConnection, CancellationToken, Task<TransitionResult>> transition, Action<double>? record, CancellationToken ct)
    {
        var age = 0.0;
        var result = await db.InTransaction(async connection =>
        {
            var outcome = await transition(connection, ct);
            if (record is not null && outcome.Outcome == TransitionOutcome.Done)
                age = await connection.ExecuteScalarAsync<double>(new CommandDefinition(
                    "select extract(epoch from now() - created_at)::double precision from incidents where id = @id", new { id },
                    cancellationToken: ct));
            return outcome;
        }, ct);
        if (result.Outcome == TransitionOutcome.Done)
        {
            record?.Invoke(age);
            signal.Wake();
        }
        return result;
    }
}
