using Basecamp.Triage.Database;
using Basecamp.Triage.Hosting;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.OnCall;
using Dapper;
using NodaTime;
using Npgsql;

namespace Basecamp.Triage.Engine;

/// <summary>
/// Looks from outside at whether the engine does its work: anything due and not done is overdue, whatever the reason. Only
/// when all is well does it ping the outside watcher, which calls somebody when the pings stop.
/// </summary>
sealed class Auditor(
    EngineDb db, OnCallBookLoader books, EngineStatus status, ReplicaName replica, TriageOptions options, IHttpClientFactory http,
    ILogger<Auditor> log)
{
    const double MostOverdueSeconds = 60;
    static readonly Duration GapHorizon = Duration.FromDays(14);

    public async Task<int> Run(CancellationToken ct)
    {
        var audit = await db.Read(async connection =>
        {
            // A write: a read-only or full database must not look healthy.
            await NoteReplica(connection, ct);
            return await Look(connection, await books.Load(connection, ct), ct);
        }, ct);
        status.Audit = audit;
        if (audit.OverdueSeconds > MostOverdueSeconds)
            log.Overdue((int)audit.OverdueSeconds);
        else if (options.DeadManUrl is { } url && !audit.Hold)
            await Ping(url, ct);
        return 0;
    }

    async Task NoteReplica(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into replicas (name, version) values (@name, @version) on conflict (name) do update set last_tick_at = now()
            """, new { name = replica.Value, version = typeof(Auditor).Assembly.GetName().Version?.ToString(3) ?? "0" }, cancellationToken: ct));
        // Three audits without any replica is a stretch in which nobody would have been paged.
        await connection.ExecuteAsync(new CommandDefinition("""
            update engine_state
            set down_from = case when last_tick_at < now() - make_interval(secs => @gap) then last_tick_at else down_from end,
                down_until = case when last_tick_at < now() - make_interval(secs => @gap) then now() else down_until end,
                last_tick_at = greatest(last_tick_at, now())
            """, new { gap = 3 * EngineStatus.AuditEvery.TotalSeconds }, cancellationToken: ct));
    }

    static async Task<AuditResult> Look(NpgsqlConnection connection, OnCallBook book, CancellationToken ct)
    {
        var (overdue, pending, exhausted, hold, now) = await connection.QuerySingleAsync<(double, int, int, bool, DateTime)>(
            new CommandDefinition("""
            select coalesce(extract(epoch from greatest(
                       now() - (select min(next_escalation_at) from incidents where next_escalation_at is not null),
                       now() - (select min(quiet_until) from incidents where quiet_until is not null),
                       now() - (select min(not_before) from pages where status = 'pending' and not_before <= now()),
                       now() - (select min(lease_until) from pages where status = 'sending'), interval '0')), 0)::double precision,
                   (select count(*)::int from pages where status = 'pending' and not_before <= now()),
                   (select count(*)::int from incidents where status <> 'resolved' and not_paging = 'exhausted'),
                   hold, now()
            from engine_state
            """, cancellationToken: ct));
        var open = (await connection.QueryAsync<(string Status, short Severity, int Count)>(new CommandDefinition("""
            select status, severity, count(*)::int from incidents where status <> 'resolved' group by status, severity
            """, cancellationToken: ct))).ToDictionary(o => (o.Status, ((Severity)o.Severity).Word()), o => o.Count);
        var beats = (await connection.QueryAsync<(string Name, double Age)>(new CommandDefinition("""
            select name, max(extract(epoch from now() - coalesce(last_seen_at, armed_at)))::double precision
            from heartbeats where disabled_at is null group by name
            """, cancellationToken: ct))).ToDictionary(b => b.Name, b => b.Age);
        var at = Instant.FromDateTimeUtc(now);
        return new(Math.Max(0, overdue), pending, open, Gaps(book, at), Unreachable(book, at), beats, exhausted, hold);
    }

    static Dictionary<string, double> Gaps(OnCallBook book, Instant now) => book.Schedules.Values.ToDictionary(s => s.Name,
        s => s.ShiftsBetween(now, now + GapHorizon, book.Disabled).Where(shift => shift.IsGap).Sum(g => (g.End - g.Start).TotalSeconds));

    static int Unreachable(OnCallBook book, Instant now) => book.Schedules.Keys
        .SelectMany(id => book.OnCallAt(id, now)).DistinctBy(r => r.Id).Count(r => !r.Reachable);

    async Task Ping(string url, CancellationToken ct)
    {
        try
        {
            using var response = await http.CreateClient("dead-man").GetAsync(url, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!response.IsSuccessStatusCode)
                log.WatcherRefused((int)response.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            log.WatcherUnreachable(e.Message);
        }
    }
}
