using Basecamp.Triage.Database;
using Basecamp.Triage.Incidents;
using Basecamp.Triage.Metrics;
using Basecamp.Triage.OnCall;
using Dapper;
using NodaTime;
using Npgsql;

namespace Basecamp.Triage.Engine;

/// <summary>
/// Claims due incidents and writes the pages of their step, all in one short transaction that sends nothing. Row locks give
/// replicas disjoint sets; the unique step key makes a page impossible to create twice even if that ever failed.
/// </summary>
sealed class Planner(EngineDb db, OnCallBookLoader books, TriageMetrics metrics, EngineSeams seams)
{
    public const int Batch = 100;

    const string ClaimDue = $"""
        select i.id, i.severity, i.urgency, i.epoch, i.loop, i.next_step, i.policy_snapshot::text as policy_snapshot,
               i.next_escalation_at, coalesce(s.maintenance_until > now(), false) as in_maintenance, s.fallback_method_id
        from incidents i join services s on s.id = i.service_id
        where i.next_escalation_at <= now() and i.status = 'triggered' and {EngineGate.IsOpen}
        order by i.next_escalation_at, i.severity desc
        limit @batch
        for no key update of i skip locked
        """;

    /// <returns>How many incidents were claimed: a full batch means there is more.</returns>
    public async Task<int> PlanDue(CancellationToken ct)
    {
        List<(DueIncident Incident, StepPlan Plan)> plans = [];
        var now = default(Instant);
        await db.InTransaction(async connection =>
        {
            plans.Clear();
            var (gate, due, version) = await Claim(connection, ct);
            if (due.Count == 0)
                return;
            now = gate.Now;
            var book = await books.Load(connection, version, ct);
            plans.AddRange(due.Select(incident => (incident, StepPlanner.Plan(incident, book, now))));
            await using var batch = new NpgsqlBatch(connection);
            AddPages(batch, plans);
            AddIncidents(batch, plans);
            AddEvents(batch, plans);
            await batch.ExecuteNonQueryAsync(ct);
            seams.Reach(EngineSeams.BeforePlanCommit);
        }, ct);
        if (plans.Count > 0)
            seams.Reach(EngineSeams.AfterPlanCommit);
        foreach (var (incident, plan) in plans)
            metrics.StepTaken(plan.Outcome, (now - Instant.FromDateTimeUtc(incident.NextEscalationAt)).TotalSeconds);
        return plans.Count;
    }

    static async Task<(EngineGate Gate, List<DueIncident> Due, long ConfigVersion)> Claim(NpgsqlConnection db, CancellationToken ct)
    {
        await using var batch = EngineGate.Lock(db)
            .Add("select now(), hold, min_engine from engine_state")
            .Add("select version from config_version")
            .Add(ClaimDue, ("engine", EngineGate.EngineVersion), ("batch", Batch));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var gate = await EngineGate.Read(reader, ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        var version = reader.GetInt64(0);
        await reader.NextResultAsync(ct);
        var parse = reader.GetRowParser<DueIncident>();
        var due = new List<DueIncident>();
        while (await reader.ReadAsync(ct))
            due.Add(parse(reader));
        return (gate, due, version);
    }

    static void AddPages(NpgsqlBatch batch, List<(DueIncident Incident, StepPlan Plan)> plans)
    {
        var rows = plans.SelectMany(p => p.Plan.Pages.Select(page => (p.Incident, Page: page))).ToList();
        if (rows.Count == 0)
            return;
        batch.Add("""
            insert into pages (incident_id, epoch, loop, step, rule_no, reason, responder_id, method_id, channel, not_before)
            select i, e, l, s, n, x, r, m, c, now() + make_interval(secs => d)
            from unnest(@incidents, @epochs, @loops, @steps, @rules, @reasons, @responders, @methods, @channels, @delays)
                 as t (i, e, l, s, n, x, r, m, c, d)
            on conflict on constraint pages_one_per_step do nothing
            """,
            ("incidents", rows.Select(r => r.Incident.Id).ToArray()),
            ("epochs", rows.Select(r => r.Incident.Epoch).ToArray()),
            ("loops", rows.Select(r => r.Incident.Loop).ToArray()),
            ("steps", rows.Select(r => r.Page.Step).ToArray()),
            ("rules", rows.Select(r => r.Page.RuleNo).ToArray()),
            ("reasons", rows.Select(r => r.Page.Reason).ToArray()),
            ("responders", rows.Select(r => r.Page.ResponderId).ToArray()),
            ("methods", rows.Select(r => r.Page.MethodId).ToArray()),
            ("channels", rows.Select(r => r.Page.Channel).ToArray()),
            ("delays", rows.Select(r => (double)r.Page.DelaySeconds).ToArray()));
    }

    // The next step is due a delay from now, not from when this one was due: after an outage one step fires, not a burst.
    static void AddIncidents(NpgsqlBatch batch, List<(DueIncident Incident, StepPlan Plan)> plans) => batch.Add("""
        update incidents
        set next_step = t.s, loop = t.l, next_escalation_at = now() + make_interval(secs => t.d), not_paging = t.x,
            last_escalation_at = now(), version = version + 1
        from unnest(@ids, @steps, @loops, @delays, @notPaging) as t (i, s, l, d, x)
        where id = t.i
        """,
        ("ids", plans.Select(p => p.Incident.Id).ToArray()),
        ("steps", plans.Select(p => p.Plan.NextStep).ToArray()),
        ("loops", plans.Select(p => p.Plan.Loop).ToArray()),
        ("delays", plans.Select(p => (double?)p.Plan.DelaySeconds).ToArray()),
        ("notPaging", plans.Select(p => p.Plan.NotPaging).ToArray()));

    static void AddEvents(NpgsqlBatch batch, List<(DueIncident Incident, StepPlan Plan)> plans)
    {
        var rows = plans.SelectMany(p => p.Plan.Events.Select(e => (p.Incident.Id, Event: e))).ToList();
        batch.Add("""
            insert into events (incident_id, kind, actor_kind, actor, detail)
            select i, k, 'engine', 'triage', d::jsonb from unnest(@ids, @kinds, @details) as t (i, k, d)
            """,
            ("ids", rows.Select(r => r.Id).ToArray()),
            ("kinds", rows.Select(r => r.Event.Kind).ToArray()),
            ("details", rows.Select(r => Timeline.Detail(r.Event.Detail)).ToArray()));
    }
}
