using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Npgsql;

namespace Basecamp.Triage.Incidents;

/// <summary>Reads incidents for people and scripts.</summary>
static class IncidentQueries
{
    const string Columns = """
        i.id, i.title, i.severity, i.urgency, i.status, i.service_id, s.name as service, i.created_at, i.ack_by, i.ack_at, i.quiet_until,
        i.resolved_at, i.resolved_by, i.resolve_reason, i.next_escalation_at, i.last_escalation_at, i.not_paging, s.maintenance_until,
        i.next_step, i.loop, i.epoch, i.version, i.flaps, i.hidden_alerts, i.storm, i.stale_at, i.previous_id,
        i.policy_snapshot::text as policy_snapshot, p.version as policy_version, a.alerts_firing, a.alerts_total, a.runbook,
        coalesce(g.pages, '[]') as pages
        """;

    const string From = """
        from incidents i
        join services s on s.id = i.service_id
        left join policies p on lower(p.name) = lower(i.policy_snapshot ->> 'policy')
        left join lateral (
            select count(*) filter (where status = 'firing')::int as alerts_firing, count(*)::int as alerts_total,
                   min(annotations ->> 'runbook_url') filter (where annotations ->> 'runbook_url' ~* '^https?://') as runbook
            from incident_alerts where incident_id = i.id) a on true
        left join lateral (
            select json_agg(json_build_object('who', coalesce(r.name, m.name), 'channel', x.channel, 'state', x.status,
                                              'at', coalesce(x.sent_at, x.not_before))
                             order by x.created_at, x.step, x.rule_no)::text as pages
            from pages x join contact_methods m on m.id = x.method_id left join responders r on r.id = x.responder_id
            where x.incident_id = i.id and x.epoch = i.epoch and x.status <> 'cancelled') g on true
        """;

    // Keyset paging over (status, severity, age, id): a page never skips or repeats because something changed before it.
    const string Open = $"""
        select {Columns} {From}
        where i.status <> 'resolved'
          and (@service::text is null or lower(s.name) = lower(@service))
          and (@mine::bigint is null or i.ack_responder_id = @mine or exists (
                select from pages y
                where y.incident_id = i.id and y.epoch = i.epoch and y.responder_id = @mine and y.status <> 'cancelled'))
          and (@afterStatus::text is null
               or (i.status, i.severity) < (@afterStatus, @afterSeverity)
               or (i.status, i.severity) = (@afterStatus, @afterSeverity) and (i.created_at, i.id) > (@afterAt, @afterId))
        order by i.status desc, i.severity desc, i.created_at, i.id
        limit @limit
        """;

    const string Resolved = $"""
        select {Columns} {From}
        where i.status = 'resolved'
          and (@service::text is null or lower(s.name) = lower(@service))
          and (@search::text is null or strpos(lower(i.title), lower(@search)) > 0)
          and (@afterAt::timestamptz is null or (i.resolved_at, i.id) < (@afterAt, @afterId))
        order by i.resolved_at desc, i.id desc
        limit @limit
        """;

    const string One = $"select {Columns} {From} where i.id = @id";

    public static async Task<List<IncidentRow>> ListOpen(
        this NpgsqlConnection db, string? service, long? mine, IncidentCursor? after, int limit, CancellationToken ct) =>
        [.. await db.QueryAsync<IncidentRow>(new CommandDefinition(Open, new
        {
            service, mine, limit, afterStatus = after?.Status, afterSeverity = after?.Severity, afterAt = after?.At, afterId = after?.Id,
        }, cancellationToken: ct))];

    public static async Task<List<IncidentRow>> ListResolved(
        this NpgsqlConnection db, string? service, string? search, IncidentCursor? after, int limit, CancellationToken ct) =>
        [.. await db.QueryAsync<IncidentRow>(new CommandDefinition(
            Resolved, new { service, search, limit, afterAt = after?.At, afterId = after?.Id }, cancellationToken: ct))];

    public static Task<IncidentRow?> FindIncident(this NpgsqlConnection db, long id, CancellationToken ct) =>
        db.QuerySingleOrDefaultAsync<IncidentRow>(new CommandDefinition(One, new { id }, cancellationToken: ct));

    public static IReadOnlyList<PagedPerson> Paged(this IncidentRow row) => JsonSerializer.Deserialize(row.Pages, PagesJson.Default.ListPagedPerson)!;

    /// <summary>
    /// Changes whenever anything shown changes. The highest event alone would not do: a lower number can commit later. So the
    /// count of the last events is part of it, and every 15 seconds it changes anyway.
    /// </summary>
    public static Task<ListVersion> ReadListVersion(this NpgsqlConnection db, CancellationToken ct) =>
        db.QuerySingleAsync<ListVersion>(new CommandDefinition("""
            with last as (select coalesce(max(id), 0) as id from events)
            select last.id || '.' || (select count(*) from events e where e.id > last.id - 100) || '.' || c.version || '.' || s.hold
                   || '.' || floor(extract(epoch from now()) / 15) as token,
                   c.version as config_version, now() as now, s.hold, s.down_from, s.down_until
            from last, config_version c, engine_state s
            """, cancellationToken: ct));
}

sealed record ListVersion
{
    public string Token { get; init; } = "";
    public long ConfigVersion { get; init; }
    public DateTime Now { get; init; }
    public bool Hold { get; init; }
    public DateTime? DownFrom { get; init; }
    public DateTime? DownUntil { get; init; }

    public string ETag => $"\"{Token}\"";
}

// As the query writes them.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(List<PagedPerson>))]
sealed partial class PagesJson : JsonSerializerContext;
