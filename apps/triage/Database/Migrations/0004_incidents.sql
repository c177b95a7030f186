-- Status and due time live in one row: a claim and an acknowledgement always meet on the same lock.
create table incidents (
    id                 bigint generated always as identity primary key,
    service_id         bigint not null references services (id),
    key_id             bigint references api_keys (id),
    dedup_key          text not null check (length(dedup_key) between 1 and 255),
    title              text not null check (length(title) <= 1024),
    severity           smallint not null check (severity between 1 and 4),
    urgency            text not null check (urgency in ('high', 'low')),
    status             text not null default 'triggered' check (status in ('triggered', 'acknowledged', 'resolved')),
    policy_snapshot    jsonb not null,
    -- Position of the step that fires next, and which pass this is.
    next_step          integer not null default 0,
    loop               integer not null default 0,
    -- Every (re)start of paging is a new epoch; pages carry theirs.
    epoch              integer not null default 0,
    next_escalation_at timestamptz,
    last_escalation_at timestamptz,
    -- Why nobody will be paged although the incident is triggered.
    not_paging         text check (not_paging in ('low_urgency', 'maintenance', 'exhausted')),
    ack_by             text,
    ack_responder_id   bigint references responders (id),
    ack_at             timestamptz,
    quiet_until        timestamptz,
    resolved_at        timestamptz,
    resolve_reason     text check (resolve_reason in ('manual', 'source', 'stale')),
    resolved_by        text,
    hidden_alerts      integer not null default 0,
    storm              boolean not null default false,
    previous_id        bigint,
    flaps              integer not null default 0,
    last_seen_at       timestamptz not null default now(),
    stale_at           timestamptz,
    version            integer not null default 1,
    created_at         timestamptz not null default now(),
    constraint resolved_has_a_time check ((status = 'resolved') = (resolved_at is not null)),
    constraint resolved_has_a_reason check ((status = 'resolved') = (resolve_reason is not null)),
    constraint only_triggered_is_due check (next_escalation_at is null or status = 'triggered'),
    -- Nothing triggered can be forgotten: it is due, or it says why not.
    constraint triggered_is_due_or_says_why check (
        case when status = 'triggered' then (next_escalation_at is null) = (not_paging is not null) else not_paging is null end),
    constraint acknowledged_has_an_actor check (status <> 'acknowledged' or (ack_by is not null and ack_at is not null)),
    constraint only_acknowledged_is_quiet check (quiet_until is null or status = 'acknowledged')
) with (fillfactor = 80);

create unique index incidents_one_open_per_key on incidents (service_id, dedup_key) where status <> 'resolved';
create index incidents_due on incidents (next_escalation_at) where next_escalation_at is not null;
create index incidents_quiet on incidents (quiet_until) where quiet_until is not null;
create index incidents_open on incidents (status desc, severity desc, created_at, id) where status <> 'resolved';
create index incidents_open_by_service on incidents (service_id) where status <> 'resolved';
create index incidents_last_seen on incidents (last_seen_at) where status <> 'resolved';
create index incidents_waiting_for_maintenance on incidents (service_id) where not_paging = 'maintenance';
create index incidents_history on incidents (resolved_at desc, id desc) where status = 'resolved';
create index incidents_recent_by_key on incidents (service_id, dedup_key, resolved_at desc) where status = 'resolved';

create table incident_alerts (
    incident_id   bigint not null references incidents (id) on delete cascade,
    fingerprint   text not null,
    status        text not null check (status in ('firing', 'resolved')),
    severity      smallint not null check (severity between 1 and 4),
    starts_at     timestamptz,
    ends_at       timestamptz,
    labels        jsonb not null default '{}',
    annotations   jsonb not null default '{}',
    generator_url text,
    -- Complete payloads in a row that did not list this firing alert.
    missed        integer not null default 0,
    last_seen_at  timestamptz not null default now(),
    primary key (incident_id, fingerprint)
);
create index incident_alerts_firing on incident_alerts (fingerprint) where status = 'firing';

-- The timeline. Rows are only ever added; the trigger holds for every role, the owner included.
create table events (
    id          bigint generated always as identity primary key,
    incident_id bigint not null references incidents (id) on delete cascade,
    at          timestamptz not null default now(),
    kind        text not null,
    actor_kind  text not null check (actor_kind in ('engine', 'responder', 'key', 'source')),
    actor       text not null,
    page_id     uuid,
    detail      jsonb not null default '{}'
);
create index events_of_incident on events (incident_id, id desc);

create function refuse_change_of_timeline() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('triage.retention', true) = 'on' then
        return old;
    end if;
    raise exception 'events are append-only: % refused', tg_op using errcode = 'restrict_violation';
end $$;
create trigger events_are_append_only before update or delete on events
    for each row execute function refuse_change_of_timeline();
create trigger events_are_not_truncated before truncate on events
    for each statement execute function refuse_change_of_timeline();

-- The only way rows leave: whole resolved incidents, oldest first, in batches. Runs with the owner's rights.
create function delete_resolved_incidents(older_than interval, batch integer) returns integer
language plpgsql security definer set search_path from current as $$
declare
    deleted integer;
begin
    perform set_config('triage.retention', 'on', true);
    with old as (
        select id from incidents
        where status = 'resolved' and resolved_at < now() - older_than
        order by resolved_at limit batch for update skip locked)
    delete from incidents i using old where i.id = old.id;
    get diagnostics deleted = row_count;
    perform set_config('triage.retention', 'off', true);
    return deleted;
end $$;
revoke all on function delete_resolved_incidents(interval, integer) from public;
