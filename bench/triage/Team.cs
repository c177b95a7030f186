namespace Basecamp.Triage.Bench;

static class Team
{
    public static string Yaml(string sink, string urgency = "high") => $$"""
        responders:
          - { login: anna, methods: [{ name: phone, kind: webhook, address: "{{sink}}/anna" }] }
          - { login: ben, methods: [{ name: phone, kind: webhook, address: "{{sink}}/ben" }] }
        schedules:
          - name: primary
            timeZone: Europe/London
            layers: [{ name: weekly, start: 2026-01-05T09:00, every: week, members: [anna, ben] }]
        policies:
          - { name: default, steps: [{ page: ["schedule:primary"], wait: 1h }, { page: ["responder:ben"], wait: 1h }] }
        services:
          - { name: web, policy: default, openCap: 100000, urgency: {{urgency}} }
        """;

    /// <summary>
    /// Resolved incidents with two alerts, one page and three events each. Foreign keys are not checked one by one: the rows
    /// are made from each other.
    /// </summary>
    public const string History = """
        set session_replication_role = replica;
        set synchronous_commit = off;
        with policy as materialized (select policy_snapshot(1) as snapshot),
        added as (
            insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, status, resolved_at, resolve_reason,
                                   resolved_by, created_at)
            select 1, 'old' || n, 'Resolved incident ' || n, 1 + n % 4, 'high', snapshot, 'resolved', now() - n * interval '1 minute',
                   'source', 'x', now() - n * interval '2 minutes'
            from generate_series(@from, @to) n, policy
            returning id, severity),
        alerts as (
            insert into incident_alerts (incident_id, fingerprint, status, severity, labels, annotations)
            select id, 'f' || n, 'resolved', severity, '{"alertname":"Down"}', '{"summary":"x"}' from added, generate_series(1, 2) n),
        paged as (
            insert into pages (incident_id, epoch, loop, step, rule_no, responder_id, method_id, channel, status, sent_at)
            select id, 0, 0, 0, 0, 1, 1, 'webhook', 'sent', now() from added)
        insert into events (incident_id, kind, actor_kind, actor)
        select id, kind, 'engine', 'bench' from added, unnest(array['opened', 'step', 'resolved']) kind;
        reset session_replication_role;
        reset synchronous_commit;
        """;

    /// <summary>Open incidents with two alerts and one page each, and resolved ones behind them.</summary>
    public const string Fill = """
        insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, not_paging)
        select 1, 'open' || n, 'Open incident ' || n, 1 + n % 4, 'low', policy_snapshot(1), 'low_urgency' from generate_series(1, @open) n;
        insert into incidents (service_id, dedup_key, title, severity, urgency, policy_snapshot, status, resolved_at, resolve_reason,
                               resolved_by, created_at)
        select 1, 'old' || n, 'Resolved incident ' || n, 1 + n % 4, 'high', policy_snapshot, 'resolved', now() - n * interval '1 minute',
               'source', 'x', now() - n * interval '2 minutes'
        from generate_series(1, @resolved) n, (select policy_snapshot(1) as policy_snapshot) p;
        insert into incident_alerts (incident_id, fingerprint, status, severity, labels, annotations)
        select i.id, 'f' || n, case when i.status = 'resolved' then 'resolved' else 'firing' end, i.severity, '{"alertname":"Down"}',
               '{"summary":"x"}'
        from incidents i, generate_series(1, 2) n where not exists (select from incident_alerts a where a.incident_id = i.id);
        insert into pages (incident_id, epoch, loop, step, rule_no, responder_id, method_id, channel, status, sent_at)
        select i.id, 0, 0, 0, 0, 1, 1, 'webhook', 'sent', now()
        from incidents i where not exists (select from pages p where p.incident_id = i.id);
        insert into events (incident_id, kind, actor_kind, actor) select id, 'opened', 'engine', 'bench' from incidents i
        where not exists (select from events e where e.incident_id = i.id);
        """;
}
